-- One row is a group of lokasi rows whose places exceed its lines: it is not placed at all.
CREATE TABLE lokasi_lebih AS
SELECT k.kode_daerah, k.tahun, k.tahapan, k.kode_skpd, nullif(k.unit, '') AS kode_sub_unit, nullif(k.sub, '') AS kode_sub_kegiatan,
    nullif(k.rekening, '') AS kode_rekening, nullif(k.dana, '') AS kode_sumber_dana,
    dalam_rupiah(any_value(j.isi)) AS pagu, dalam_rupiah(any_value(j.jumlah)) AS berlokasi
FROM lokasi_jatah AS j JOIN lokasi_kelompok AS k USING (id_kelompok)
WHERE j.jumlah > j.isi
GROUP BY ALL;
