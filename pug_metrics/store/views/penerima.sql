-- One row is a beneficiaries row with the codes above its sub-activity and its place; people reached.
CREATE TABLE penerima AS
SELECT kode_daerah, tahun, kode_skpd, split_part(kode_sub_kegiatan, '.', 1) AS kode_urusan,
    left(kode_sub_kegiatan, 4) AS kode_bidang, left(kode_sub_kegiatan, 7) AS kode_program,
    left(kode_sub_kegiatan, -5) AS kode_kegiatan, kode_sub_kegiatan,
    CASE WHEN length(kode_wilayah) >= 8 THEN left(kode_wilayah, 8) END AS kode_kecamatan,
    CASE WHEN length(kode_wilayah) = 13 THEN kode_wilayah END AS kode_desa,
    realisasi_l, realisasi_p, realisasi_total, target_l, target_p, target_total, id_unggahan, baris
FROM berlaku_sasaran;
