# The two commands of a new user are `make demo` and `make test`; CONTRIBUTING.md tells of the others.

PREFIX ?= /usr/local
DESTDIR ?=
BUILD = .build/release/pingxing
# With the Swift libraries in the program, it starts in half the time and runs on machines without Swift.
# LLD, since the default linker warns of a function that Foundation does not call here.
RELEASE = swift build -c release --static-swift-stdlib -Xswiftc -use-ld=lld
FORMATTED = Package.swift Sources Tests Benchmarks/Driver Benchmarks/Archive Fuzz/Package.swift Fuzz/Sources/Fuzz*
PEERS = .build/peers

.PHONY: help demo test bench bench-kpi bench-archive soak fuzz packages peers build format format-check install uninstall clean

help:
	@echo "make demo      install what is missing, build, write the reports of all examples to out/"
	@echo "make test      install what is missing, check the format, build, run all tests"
	@echo "make bench     compare with Typst and WeasyPrint from PyPI, write Docs/benchmarks.md (takes an hour)"
	@echo "make bench-kpi  import 10 million half-hours beside wc and DuckDB, write its part of Docs/benchmarks.md"
	@echo "make bench-archive  fill an archive with 100,000 entries and time it (takes minutes)"
	@echo "make soak      change every byte of an archive, and kill a process at 200 random points of adding and of migrating"
	@echo "make install   install the program and its data under PREFIX (default $(PREFIX))"
	@echo "make format    format the Swift sources"

packages:
	@Scripts/install-packages.sh

build: packages
	$(RELEASE) --product pingxing

demo: build
	@Scripts/demo.sh $(BUILD) out

test: packages format-check
	swift build --build-tests -Xswiftc -warnings-as-errors
	swift test --skip-build -Xswiftc -warnings-as-errors

# BENCH="--reports 20 --many 100" makes a shorter run, with figures that say less; BENCH="--processors 1" pins all to one.
bench: packages peers
	$(RELEASE)
	$(PEERS)/bin/python Benchmarks/run.py $(BENCH)

# BENCH_KPI="--rows 1000000 --runs 1" makes a shorter run.
bench-kpi: build peers
	$(PEERS)/bin/python Benchmarks/kpi_import.py $(BENCH_KPI)

peers:
	test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --requirement Benchmarks/requirements.txt

# ARCHIVE_ENTRIES=10000 makes a shorter run; ARCHIVE_EACH=1 makes every entry a full assessment, not each tenth.
ARCHIVE_ENTRIES ?= 100000
ARCHIVE_EACH ?= 10
bench-archive: packages
	$(RELEASE) --product archive-bench
	$(RELEASE) --product pingxing
	folder=$$(mktemp -d) && .build/release/archive-bench $$folder .build/release/pingxing $(ARCHIVE_ENTRIES) $(ARCHIVE_EACH); status=$$?; rm -rf $$folder; exit $$status

# `make test` does the same with fewer.
soak: packages
	swift build --build-tests -Xswiftc -warnings-as-errors
	PINGXING_SOAK_KILLS=200 swift test --skip-build -Xswiftc -warnings-as-errors --filter "aProcessKilledAtAnyPoint|aFullDiskLosesNothing|everyChangedByteIsFoundAndItsPage"

# Every fuzz target for FUZZ_SECONDS (ten minutes), with AddressSanitizer.
fuzz: packages
	@Scripts/fuzz.sh

format:
	swift format format --in-place --recursive --parallel $(FORMATTED)

format-check:
	swift format lint --strict --recursive --parallel $(FORMATTED)

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/pingxing
	install -m 755 $(BUILD) $(DESTDIR)$(PREFIX)/bin/pingxing
	for folder in Rubrics Templates Schemas Fonts; do \
	  rm -rf $(DESTDIR)$(PREFIX)/share/pingxing/$$folder; \
	  cp -R $$folder $(DESTDIR)$(PREFIX)/share/pingxing/$$folder; \
	done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/pingxing
	rm -rf $(DESTDIR)$(PREFIX)/share/pingxing

clean:
	rm -rf .build out
