-- One row is a place of a region in the store: the bundled list and what the dataset wilayah adds or renames.
CREATE TABLE roster_wilayah AS
WITH tambahan AS (
    SELECT kode_daerah, kode_wilayah, arg_max(nama, (id_unggahan, baris)) AS nama,
        arg_max(jenis, (id_unggahan, baris)) AS jenis, arg_max(kode_induk, (id_unggahan, baris)) AS kode_induk
    FROM berlaku_wilayah GROUP BY ALL
)
SELECT kode_daerah, kode_wilayah, coalesce(t.nama, a.nama) AS nama,
    coalesce(t.jenis, a.jenis, CASE WHEN length(kode_wilayah) = 8 THEN 'kecamatan'
        WHEN length(kode_wilayah) < 8 THEN 'kabupaten'
        WHEN substr(kode_wilayah, 10, 1) = '1' THEN 'kelurahan' ELSE 'desa' END) AS jenis,
    coalesce(t.kode_induk, a.kode_induk, nullif(regexp_replace(kode_wilayah, '\.?[0-9]+$', ''), '')) AS kode_induk
FROM wilayah_acuan AS a FULL JOIN tambahan AS t USING (kode_daerah, kode_wilayah);
