//! Memory does not grow with the file. Measured as the peak of resident memory that
//! the kernel keeps per process; one test in its own binary, so that nothing else
//! allocates beside it.
#![allow(clippy::unwrap_used)]

mod files;

use files::options;
use sources::file::{self, Counts};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

const MIB: u64 = 1024 * 1024;

/// Peak resident bytes while `work` runs.
fn peak(work: impl FnOnce()) -> u64 {
    fs::write("/proc/self/clear_refs", "5").unwrap();
    work();
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

fn read(path: &Path) -> Counts {
    let mut import = file::open(path, options()).unwrap();
    import.preview(20);
    for row in import.by_ref() {
        drop(row);
    }
    import.counts()
}

fn write(path: PathBuf, fill: impl FnOnce(&mut BufWriter<File>)) -> PathBuf {
    let mut out = BufWriter::new(File::create(&path).unwrap());
    fill(&mut out);
    out.flush().unwrap();
    path
}

const WORDS: &str =
    "Заказ везли три недели, в поддержке никто не ответил, деньги так и не вернули. ";

fn csv(folder: &Path, rows: usize) -> PathBuf {
    write(folder.join(format!("{rows}.csv")), |out| {
        writeln!(out, "id;дата;оценка;отзыв").unwrap();
        for n in 0..rows {
            writeln!(out, "{n};{:02}.05.2024;{};{n} {WORDS}{WORDS}", n % 31 + 1, n % 5 + 1)
                .unwrap();
        }
    })
}

fn jsonl(folder: &Path, rows: usize) -> PathBuf {
    write(folder.join(format!("{rows}.jsonl")), |out| {
        for n in 0..rows {
            writeln!(out, "{{\"id\":{n},\"text\":\"{n} {WORDS}{WORDS}\"}}").unwrap();
        }
    })
}

fn xlsx(folder: &Path, rows: usize) -> PathBuf {
    let (mut sheet, mut strings) =
        (String::from("<worksheet><sheetData>"), String::from("<sst><si><t>отзыв</t></si>"));
    for n in 0..=rows {
        write!(sheet, "<row r=\"{}\"><c r=\"A{}\" t=\"s\"><v>{n}</v></c></row>", n + 1, n + 1)
            .unwrap();
        write!(strings, "<si><t>{n} {WORDS}{WORDS}</t></si>").unwrap();
    }
    let bytes = files::package(
        (sheet + "</sheetData></worksheet>").as_bytes(),
        (strings + "</sst>").as_bytes(),
    );
    let path = folder.join(format!("{rows}.xlsx"));
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn memory_does_not_grow_with_the_file() {
    let folder = tempfile::tempdir().unwrap();
    type Make = fn(&Path, usize) -> PathBuf;
    let makers: [(Make, u64); 3] = [(csv, 120_000), (jsonl, 120_000), (xlsx, 60_000)];
    for (make, rows) in makers {
        let (small, large) = (make(folder.path(), 5_000), make(folder.path(), rows as usize));
        let first = peak(|| assert_eq!(read(&small).ok, 5_000));
        let second = peak(|| assert_eq!(read(&large).ok, rows));
        let size = fs::metadata(&large).unwrap().len();
        assert!(
            second < first + 12 * MIB,
            "{}: {first} then {second}, {size} on disk",
            large.display()
        );
    }

    // A cell of 100 MB, quoted and not, is set aside without being held.
    for quote in ["", "\""] {
        let path = write(folder.path().join("cell.csv"), |out| {
            write!(out, "id;отзыв\n1;хорошо\n2;{quote}").unwrap();
            for _ in 0..100 * MIB / 64 {
                out.write_all(&[b'x'; 64]).unwrap();
            }
            write!(out, "{quote}\n3;плохо\n").unwrap();
        });
        let before = peak(|| {});
        let used = peak(|| {
            let counts = read(&path);
            assert_eq!((counts.ok, counts.bad), (2, 1));
        });
        assert!(used < before + 12 * MIB, "{before} then {used}");
    }
}
