-- One row is a realisation row joined to the lines of its key, per stage; its rupiah are split over ARG and the
-- rest in proportion to the ceiling. A code that the lines of the row do not share is null.
CREATE TABLE serapan AS
WITH kode AS (
    SELECT id_kelompok, tahapan, any_value(kode_daerah) AS kode_daerah, any_value(tahun) AS tahun,
        any_value(kode_skpd) AS kode_skpd,
        tunggal(min(coalesce(kode_urusan, '')), max(coalesce(kode_urusan, ''))) AS kode_urusan,
        tunggal(min(coalesce(kode_bidang, '')), max(coalesce(kode_bidang, ''))) AS kode_bidang,
        tunggal(min(coalesce(kode_program, '')), max(coalesce(kode_program, ''))) AS kode_program,
        tunggal(min(coalesce(kode_kegiatan, '')), max(coalesce(kode_kegiatan, ''))) AS kode_kegiatan,
        tunggal(min(coalesce(kode_sub_kegiatan, '')), max(coalesce(kode_sub_kegiatan, ''))) AS kode_sub_kegiatan,
        tunggal(min(coalesce(kode_rekening, '')), max(coalesce(kode_rekening, ''))) AS kode_rekening,
        tunggal(min(coalesce(kode_sumber_dana, '')), max(coalesce(kode_sumber_dana, ''))) AS kode_sumber_dana
    FROM realisasi_calon JOIN baris USING (id_baris)
    GROUP BY id_kelompok, tahapan
),
terbagi AS (
    SELECT p.id_kelompok, p.tahapan, p.sampai_bulan, p.klaim::DECIMAL(38,2) AS pagu_arg,
        (p.pagu - p.klaim)::DECIMAL(38,2) AS pagu_non, r.realisasi,
        CASE WHEN p.klaim = 0 AND NOT p.semua_arg THEN 0
             WHEN p.klaim = p.pagu THEN r.realisasi
             WHEN p.pagu > 0 THEN bagi(r.realisasi, (p.klaim * 100)::HUGEINT, p.pagu)
             ELSE 0 END AS realisasi_arg
    FROM realisasi_pagu AS p JOIN realisasi_bulan AS r USING (id_kelompok, sampai_bulan)
)
SELECT kode_daerah, tahun, tahapan, kode_skpd, kode_urusan, kode_bidang, kode_program, kode_kegiatan,
    kode_sub_kegiatan, kode_rekening, kode_sumber_dana, sampai_bulan, pagu_arg,
    realisasi_arg::DECIMAL(38,2) AS realisasi_arg, pagu_non, (realisasi - realisasi_arg)::DECIMAL(38,2) AS realisasi_non
FROM terbagi JOIN kode USING (id_kelompok, tahapan)
ORDER BY kode_daerah, tahun, tahapan, sampai_bulan, kode_skpd;
