-- One row is the ceiling behind the realisation of a group, per stage and month. A line counts for the most
-- specific group that is reported for that very month.
CREATE TABLE realisasi_pagu AS
WITH
-- A line that only one group names counts for it in every month; the others are settled month by month.
tetap AS (
    SELECT id_kelompok, tahapan, sum(pagu) AS pagu, sum(klaim) AS klaim, bool_and(bobot_arg IS NOT NULL) AS semua_arg
    FROM realisasi_calon JOIN baris USING (id_baris)
    WHERE banyak = 1
    GROUP BY ALL
),
pasangan AS (
    SELECT id_baris, sampai_bulan, arg_max(id_kelompok, rinci) AS id_kelompok
    FROM realisasi_calon JOIN realisasi_bulan USING (id_kelompok)
    WHERE banyak > 1
    GROUP BY id_baris, sampai_bulan
),
bergerak AS (
    SELECT id_kelompok, tahapan, sampai_bulan, sum(pagu) AS pagu, sum(klaim) AS klaim,
        bool_and(bobot_arg IS NOT NULL) AS semua_arg
    FROM pasangan JOIN baris USING (id_baris)
    GROUP BY ALL
)
SELECT id_kelompok, tahapan, sampai_bulan, sum(pagu) AS pagu, sum(klaim) AS klaim,
    bool_and(semua_arg) AS semua_arg
FROM (
    SELECT id_kelompok, tahapan, sampai_bulan, pagu, klaim, semua_arg
    FROM tetap JOIN realisasi_bulan USING (id_kelompok)
    UNION ALL
    SELECT id_kelompok, tahapan, sampai_bulan, pagu, klaim, semua_arg FROM bergerak
)
GROUP BY id_kelompok, tahapan, sampai_bulan;
