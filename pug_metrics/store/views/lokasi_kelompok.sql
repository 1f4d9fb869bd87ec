-- One row is a group of lines that lokasi rows name (an empty code = all below).
-- `rinci` tells which codes are named: 8 sub-activity, 4 account, 2 fund source, 1 sub-unit; the highest wins.
CREATE TABLE lokasi_kelompok AS
WITH kelompok AS (
    SELECT DISTINCT kode_daerah, tahun, tahapan, kode_skpd, coalesce(kode_sub_kegiatan, '') AS sub,
        coalesce(kode_rekening, '') AS rekening, coalesce(kode_sumber_dana, '') AS dana,
        coalesce(kode_sub_unit, '') AS unit
    FROM berlaku_lokasi
    WHERE length(kode_wilayah) >= 8
)
SELECT row_number() OVER () AS id_kelompok, *,
    CASE WHEN sub <> '' THEN 8 ELSE 0 END + CASE WHEN rekening <> '' THEN 4 ELSE 0 END
        + CASE WHEN dana <> '' THEN 2 ELSE 0 END + CASE WHEN unit <> '' THEN 1 ELSE 0 END AS rinci
FROM kelompok;
