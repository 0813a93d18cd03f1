"""All benchmarks: `python -m tests.bench`. Ratios taken in one run, never a test."""

from tests.bench import (
    bench_check,
    bench_collect,
    bench_excel,
    bench_import,
    bench_live,
    bench_read,
    bench_report,
    bench_score,
)

if __name__ == "__main__":
    bench_score.main()
    bench_read.main()
    bench_report.main([])
    bench_import.main()
    bench_check.main()
    bench_excel.main()
    bench_live.main()
    bench_collect.main(["--quick"])
