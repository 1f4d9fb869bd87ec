-- One row is an ARG tag that counts, by the codes that it names (empty text = all below); `apkm` holds its
-- four answers, null where it says nothing.
CREATE TABLE tanda AS
SELECT kode_daerah, tahun, tahapan, kode_skpd,
    coalesce(kode_sub_kegiatan, '') AS kode_sub_kegiatan,
    coalesce(kode_rekening, '') AS kode_rekening,
    arg_max(kategori_arg, (id_unggahan, baris)) AS kategori_arg,
    arg_max(coalesce(bobot_arg, 1), (id_unggahan, baris)) AS bobot_arg,
    arg_max({'a': apkm_a, 'p': apkm_p, 'k': apkm_k, 'm': apkm_m}, (id_unggahan, baris)) AS apkm
FROM berlaku_tag_arg
WHERE coalesce(status, 'DISETUJUI') NOT IN ('DRAF', 'DITOLAK')
GROUP BY ALL;
