-- One row is a set of codes (empty text = all below) and whether its GAP, GBS and KAK are approved
-- (null where it has no document of the kind).
CREATE TABLE bukti AS
SELECT kode_daerah, tahun, kode_skpd,
    coalesce(kode_sub_kegiatan, '') AS kode_sub_kegiatan,
    coalesce(kode_rekening, '') AS kode_rekening,
    arg_max(status = 'DISETUJUI', (id_unggahan, baris)) FILTER (jenis = 'GAP') AS gap,
    arg_max(status = 'DISETUJUI', (id_unggahan, baris)) FILTER (jenis = 'GBS') AS gbs,
    arg_max(status = 'DISETUJUI', (id_unggahan, baris)) FILTER (jenis = 'KAK') AS kak
FROM berlaku_dokumen
WHERE jenis IN ('GAP', 'GBS', 'KAK')
GROUP BY ALL;
