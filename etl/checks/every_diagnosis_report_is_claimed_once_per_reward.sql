SELECT n_reports, n_rewards, n_claims
FROM (SELECT count(*) AS n_reports FROM diagnosis) AS d,
    (SELECT count(DISTINCT basis) AS n_rewards FROM reward) AS r,
    (SELECT count(*) AS n_claims FROM diagnosis_claim) AS c
WHERE n_claims <> n_reports * n_rewards
