-- dana_desa_daerah
-- One row is a region and year: the last ceiling and the last transfer given, each maybe by a file of its own.
CREATE TABLE dana_desa_daerah AS
SELECT kode_daerah, tahun, arg_max(pagu, (id_unggahan, baris)) AS pagu,
    arg_max(realisasi, (id_unggahan, baris)) AS realisasi
FROM berlaku_dana_desa GROUP BY ALL;
