-- One row is an agency of a year, declared in the dataset opd or seen in the lines.
CREATE TABLE roster_opd AS
WITH terdaftar AS (
    SELECT kode_daerah, tahun, kode_skpd, arg_max(nama_skpd, (id_unggahan, baris)) AS nama_skpd,
        arg_max(singkatan, (id_unggahan, baris)) AS singkatan,
        arg_max(kode_bidang_urusan, (id_unggahan, baris)) AS bidang
    FROM berlaku_opd WHERE aktif IS NOT false GROUP BY ALL
),
terlihat AS (
    SELECT kode_daerah, tahun, kode_skpd, arg_max(nama_skpd, (id_unggahan, -baris)) AS nama_skpd
    FROM berlaku_anggaran GROUP BY ALL
),
bernama AS (
    SELECT kode_daerah, kode_skpd, arg_max(nama_skpd, tahun) AS nama_skpd, arg_max(singkatan, tahun) AS singkatan,
        arg_max(bidang, tahun) AS bidang
    FROM terdaftar GROUP BY ALL
)
SELECT kode_daerah, tahun, kode_skpd, coalesce(t.nama_skpd, n.nama_skpd, l.nama_skpd) AS nama_skpd,
    coalesce(t.singkatan, n.singkatan) AS singkatan,
    coalesce(coalesce(t.bidang, n.bidang) = '2.08', false) OR starts_with(kode_skpd, '2.08')
        -- SIPD codes hold up to three affairs: 2.08.2.14.0.00.01.0000
        OR (regexp_matches(kode_skpd, '^([0-9]\.[0-9]{2}\.){3}')
            AND '2.08' IN (substr(kode_skpd, 6, 4), substr(kode_skpd, 11, 4))) AS pengampu_pppa
FROM terdaftar AS t FULL JOIN terlihat AS l USING (kode_daerah, tahun, kode_skpd)
LEFT JOIN bernama AS n USING (kode_daerah, kode_skpd);
