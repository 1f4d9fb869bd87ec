-- One row is what a batch contributes to a region, year, stage and agency: number of rows, first and last row.
CREATE TABLE jejak AS
WITH semua AS (
    SELECT 'anggaran' AS dataset, id_unggahan, kode_daerah, tahun, tahapan, kode_skpd, baris FROM berlaku_anggaran
    UNION ALL SELECT 'tag_arg', id_unggahan, kode_daerah, tahun, tahapan, kode_skpd, baris FROM berlaku_tag_arg
    UNION ALL SELECT 'dokumen', id_unggahan, kode_daerah, tahun, NULL, kode_skpd, baris FROM berlaku_dokumen
    UNION ALL SELECT 'isian_dokumen', id_unggahan, kode_daerah, tahun, NULL, kode_skpd, baris FROM berlaku_isian_dokumen
    UNION ALL SELECT 'realisasi', id_unggahan, kode_daerah, tahun, NULL, kode_skpd, baris FROM berlaku_realisasi
    UNION ALL SELECT 'lokasi', id_unggahan, kode_daerah, tahun, tahapan, kode_skpd, baris FROM berlaku_lokasi
    UNION ALL SELECT 'sasaran', id_unggahan, kode_daerah, tahun, NULL, kode_skpd, baris FROM berlaku_sasaran
    UNION ALL SELECT 'opd', id_unggahan, kode_daerah, tahun, NULL, kode_skpd, baris FROM berlaku_opd
    UNION ALL SELECT 'penduduk', id_unggahan, kode_daerah, tahun, NULL, NULL, baris FROM berlaku_penduduk
    UNION ALL SELECT 'prasyarat', id_unggahan, kode_daerah, tahun, NULL, coalesce(kode_skpd, 'DAERAH'), baris FROM berlaku_prasyarat
    UNION ALL SELECT 'jabatan', id_unggahan, kode_daerah, tahun, NULL, kode_skpd, baris FROM berlaku_jabatan
    UNION ALL SELECT 'kelembagaan', id_unggahan, kode_daerah, tahun, NULL, coalesce(kode_skpd, 'DAERAH'), baris FROM berlaku_kelembagaan
    UNION ALL SELECT 'data_terpilah', id_unggahan, kode_daerah, tahun, NULL, NULL, baris FROM berlaku_data_terpilah
    UNION ALL SELECT 'target_metrik', id_unggahan, kode_daerah, tahun, NULL, NULL, baris FROM berlaku_target_metrik
    UNION ALL SELECT 'dana_desa', id_unggahan, kode_daerah, tahun, NULL, NULL, baris FROM berlaku_dana_desa
    UNION ALL SELECT 'tautan_isu', id_unggahan, kode_daerah, tahun, NULL, NULL, baris FROM berlaku_tautan_isu
)
SELECT dataset, id_unggahan, kode_daerah, tahun, tahapan, kode_skpd, count(*) AS jumlah,
    min(baris) AS baris_awal, max(baris) AS baris_akhir
FROM semua GROUP BY ALL;
