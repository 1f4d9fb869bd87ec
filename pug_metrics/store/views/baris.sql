-- One row is a budget line with its tag and documents resolved, sorted by region, year, stage, agency, sub-activity.
CREATE TABLE baris AS
WITH lengkap AS (
    SELECT *,
        coalesce(kode_kegiatan, left(kode_sub_kegiatan, -5)) AS kegiatan,
        coalesce(kode_program, left(coalesce(kode_kegiatan, kode_sub_kegiatan), 7)) AS program
    FROM berlaku_anggaran
),
bertanda AS (
    SELECT a.kode_daerah, a.tahun, a.tahapan, a.kode_skpd, a.kode_sub_unit,
        coalesce(a.kode_urusan, split_part(coalesce(a.kode_bidang_urusan, a.program), '.', 1)) AS kode_urusan,
        coalesce(a.kode_bidang_urusan, left(a.program, 4)) AS kode_bidang,
        a.program AS kode_program, a.kegiatan AS kode_kegiatan,
        a.kode_sub_kegiatan, a.kode_rekening, a.kode_sumber_dana,
        coalesce(a.uraian_paket, a.nama_rekening, a.nama_sub_kegiatan) AS uraian, a.pagu,
        coalesce(t3.kategori_arg, t2.kategori_arg, t1.kategori_arg, t0.kategori_arg, 'BELUM_DINILAI')
            AS kategori_arg,
        CASE WHEN t3.kategori_arg IS NOT NULL THEN t3.bobot_arg
             WHEN t2.kategori_arg IS NOT NULL THEN t2.bobot_arg
             WHEN t1.kategori_arg IS NOT NULL THEN t1.bobot_arg
             ELSE t0.bobot_arg END AS bobot_tanda,
        coalesce(t3.apkm, t2.apkm, t1.apkm, t0.apkm) AS apkm,
        r.langsung, r.bbm,
        right(a.program, 2) NOT IN (SELECT akhiran FROM program_keluar) AS tanpa_penunjang,
        coalesce(d3.gap, d2.gap, d1.gap, d0.gap, false) AS ada_gap,
        coalesce(d3.gbs, d2.gbs, d1.gbs, d0.gbs, false) AS ada_gbs,
        coalesce(d3.kak, d2.kak, d1.kak, d0.kak, false) AS ada_kak,
        a.id_unggahan, a.baris
    FROM lengkap AS a
    LEFT JOIN tanda AS t3 ON (t3.kode_daerah, t3.tahun, t3.tahapan, t3.kode_skpd, t3.kode_sub_kegiatan, t3.kode_rekening)
        = (a.kode_daerah, a.tahun, a.tahapan, a.kode_skpd, a.kode_sub_kegiatan, a.kode_rekening)
    LEFT JOIN tanda AS t2 ON (t2.kode_daerah, t2.tahun, t2.tahapan, t2.kode_skpd, t2.kode_sub_kegiatan)
        = (a.kode_daerah, a.tahun, a.tahapan, a.kode_skpd, a.kode_sub_kegiatan) AND t2.kode_rekening = ''
    LEFT JOIN tanda AS t1 ON (t1.kode_daerah, t1.tahun, t1.tahapan, t1.kode_skpd, t1.kode_rekening)
        = (a.kode_daerah, a.tahun, a.tahapan, a.kode_skpd, a.kode_rekening) AND t1.kode_sub_kegiatan = ''
    LEFT JOIN tanda AS t0 ON (t0.kode_daerah, t0.tahun, t0.tahapan, t0.kode_skpd)
        = (a.kode_daerah, a.tahun, a.tahapan, a.kode_skpd) AND t0.kode_sub_kegiatan = '' AND t0.kode_rekening = ''
    LEFT JOIN bukti AS d3 ON (d3.kode_daerah, d3.tahun, d3.kode_skpd, d3.kode_sub_kegiatan, d3.kode_rekening)
        = (a.kode_daerah, a.tahun, a.kode_skpd, a.kode_sub_kegiatan, a.kode_rekening)
    LEFT JOIN bukti AS d2 ON (d2.kode_daerah, d2.tahun, d2.kode_skpd, d2.kode_sub_kegiatan)
        = (a.kode_daerah, a.tahun, a.kode_skpd, a.kode_sub_kegiatan) AND d2.kode_rekening = ''
    LEFT JOIN bukti AS d1 ON (d1.kode_daerah, d1.tahun, d1.kode_skpd, d1.kode_rekening)
        = (a.kode_daerah, a.tahun, a.kode_skpd, a.kode_rekening) AND d1.kode_sub_kegiatan = ''
    LEFT JOIN bukti AS d0 ON (d0.kode_daerah, d0.tahun, d0.kode_skpd)
        = (a.kode_daerah, a.tahun, a.kode_skpd) AND d0.kode_sub_kegiatan = '' AND d0.kode_rekening = ''
    LEFT JOIN rekening_basis AS r ON r.kode_rekening = a.kode_rekening
),
bernilai AS (
    SELECT * EXCLUDE (bobot_tanda, apkm), apkm.a AS apkm_a, apkm.p AS apkm_p, apkm.k AS apkm_k, apkm.m AS apkm_m,
        CASE WHEN kategori_arg IN ('SPESIFIK', 'KESETARAAN', 'PELEMBAGAAN') THEN bobot_tanda END AS bobot_arg,
        coalesce(round(pagu * bobot_arg, 2), 0)::DECIMAL(20,2) AS klaim,
        (CASE WHEN ada_gap AND ada_gbs AND ada_kak THEN coalesce(round(pagu * bobot_arg, 2), 0) ELSE 0 END)::DECIMAL(20,2) AS sah,
        (CASE WHEN kategori_arg = 'BELUM_DINILAI' THEN pagu ELSE 0 END)::DECIMAL(20,2) AS belum
    FROM bertanda
),
-- The order is by content first: the place of a row in its file decides only between equal lines.
urut AS (
    SELECT * FROM bernilai
    ORDER BY kode_daerah, tahun, tahapan, kode_skpd, kode_sub_kegiatan, kode_rekening, kode_sumber_dana,
        kode_sub_unit, pagu, uraian, id_unggahan, baris
)
SELECT row_number() OVER () AS id_baris, kode_daerah, tahun, tahapan, kode_skpd, kode_sub_unit, kode_urusan,
    kode_bidang, kode_program, kode_kegiatan, kode_sub_kegiatan, kode_rekening, kode_sumber_dana, uraian, pagu,
    kategori_arg, bobot_arg, klaim, sah, belum, langsung, bbm, tanpa_penunjang, ada_gap, ada_gbs, ada_kak,
    apkm_a, apkm_p, apkm_k, apkm_m, id_unggahan, baris
FROM urut;
