-- One row is an account code seen in the lines: whether it belongs to the bases that are made of accounts
-- (null where the code is too short to tell). The prefixes come from data/reference/basis.toml.
CREATE TABLE rekening_basis AS
WITH kode AS (
    SELECT DISTINCT kode_rekening FROM berlaku_anggaran WHERE kode_rekening IS NOT NULL
),
cocok AS (
    SELECT k.kode_rekening, a.kolom,
        bool_or(starts_with(a.awalan, k.kode_rekening || '.')) AS terlalu_pendek,
        arg_max(a.masuk, length(a.awalan))
            FILTER (k.kode_rekening = a.awalan OR starts_with(k.kode_rekening, a.awalan || '.')) AS masuk
    FROM kode AS k CROSS JOIN awalan_basis AS a
    GROUP BY ALL
)
SELECT kode_rekening,
    bool_or(CASE WHEN terlalu_pendek THEN NULL ELSE coalesce(masuk, false) END)
        FILTER (kolom = 'langsung') AS langsung,
    bool_or(CASE WHEN terlalu_pendek THEN NULL ELSE coalesce(masuk, false) END)
        FILTER (kolom = 'bbm') AS bbm
FROM cocok
GROUP BY kode_rekening;
