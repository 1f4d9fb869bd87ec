-- One row is a group of lines that realisation rows name (an empty code = all below); `rinci`: 4 sub-activity, 2 account, 1 fund source.
CREATE TABLE realisasi_kelompok AS
WITH kelompok AS (
    SELECT DISTINCT kode_daerah, tahun, kode_skpd, coalesce(kode_sub_kegiatan, '') AS sub,
        coalesce(kode_rekening, '') AS rekening, coalesce(kode_sumber_dana, '') AS dana
    FROM berlaku_realisasi
)
SELECT row_number() OVER () AS id_kelompok, *,
    CASE WHEN sub <> '' THEN 4 ELSE 0 END + CASE WHEN rekening <> '' THEN 2 ELSE 0 END
        + CASE WHEN dana <> '' THEN 1 ELSE 0 END AS rinci
FROM kelompok;
