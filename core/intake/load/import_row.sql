-- The account of the import. parameters: those named
insert into imports
values ($import_number, $file_name, $sha256, $source, $plan, $actor, $imported_at, $read_rows, $loaded_rows,
    $rejected_rows, $duplicate_rows, $notes, null)
