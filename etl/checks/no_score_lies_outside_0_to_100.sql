SELECT project_id, criterion, criterion_points FROM criterion_score WHERE criterion_points NOT BETWEEN 0 AND 100
UNION ALL SELECT project_id, track, score FROM candidate WHERE score NOT BETWEEN 0 AND 100
