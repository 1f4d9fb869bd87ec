-- One row is the name of a code in a region: the last one given (by year, then by batch).
CREATE TABLE nama AS
WITH sebutan AS (
    SELECT 'urusan' AS butir, kode_daerah, kode_urusan AS kode, nama_urusan AS nama, tahun, id_unggahan, baris FROM berlaku_anggaran
    UNION ALL SELECT 'bidang', kode_daerah, kode_bidang_urusan, nama_bidang_urusan, tahun, id_unggahan, baris FROM berlaku_anggaran
    UNION ALL SELECT 'program', kode_daerah, kode_program, nama_program, tahun, id_unggahan, baris FROM berlaku_anggaran
    UNION ALL SELECT 'kegiatan', kode_daerah, kode_kegiatan, nama_kegiatan, tahun, id_unggahan, baris FROM berlaku_anggaran
    UNION ALL SELECT 'sub_kegiatan', kode_daerah, kode_sub_kegiatan, nama_sub_kegiatan, tahun, id_unggahan, baris FROM berlaku_anggaran
    UNION ALL SELECT 'rekening', kode_daerah, kode_rekening, nama_rekening, tahun, id_unggahan, baris FROM berlaku_anggaran
    UNION ALL SELECT 'sumber_dana', kode_daerah, kode_sumber_dana, nama_sumber_dana, tahun, id_unggahan, baris FROM berlaku_anggaran
    UNION ALL SELECT 'sub_unit', kode_daerah, kode_sub_unit, nama_sub_unit, tahun, id_unggahan, baris FROM berlaku_anggaran
),
terakhir AS (
    SELECT butir, kode_daerah, kode, arg_max(nama, (tahun, id_unggahan, -baris)) AS nama, NULL::VARCHAR AS nama_pendek
    FROM sebutan WHERE kode IS NOT NULL AND nama IS NOT NULL
    GROUP BY butir, kode_daerah, kode
)
SELECT * FROM terakhir
UNION ALL
SELECT 'opd', kode_daerah, kode_skpd, arg_max(nama_skpd, tahun), arg_max(singkatan, tahun)
FROM roster_opd WHERE nama_skpd IS NOT NULL GROUP BY ALL
UNION ALL
SELECT CASE WHEN jenis IN ('desa', 'kelurahan') THEN 'desa' WHEN jenis = 'kecamatan' THEN 'kecamatan' ELSE 'daerah' END,
    kode_daerah, kode_wilayah, nama, NULL
FROM roster_wilayah;
