SELECT n_awards, n_steps
FROM (SELECT count(*) AS n_awards FROM award WHERE award_date <= (SELECT as_of FROM build)) AS a,
    (SELECT count(*) AS n_steps FROM entitlement) AS e
WHERE n_awards <> n_steps
