#!/usr/bin/env python3
"""Build mekiki in all its forms and run every test; called by script/test.

The last line is `N passed, N failed, N skipped` and counts each case: unit tests
and the rows of their tables, specimens, end-to-end cases, lints, fuzz targets.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"
FUZZ_SECONDS = 240  # all targets together
BESIDE = 1  # groups of end-to-end tests beyond the processors: they wait for servers and disks
FUZZ_SEED = 1  # the round of a landing can be had again; long runs start from chance

SANITIZED = ROOT / "build-san"
PLAIN = ROOT / "build"
INSTALLED = ROOT / "build-installed"

sys.dont_write_bytecode = True


class Count:
    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.lines = []

    def add(self, passed, failed, skipped=0):
        self.passed += passed
        self.failed += failed
        self.skipped += skipped

    def case(self, name, ok, why=""):
        self.add(int(bool(ok)), int(not ok))
        if not ok:
            self.lines.append(f"{name}: {why}")
            print(f"FAILED {name}: {why}", flush=True)
        return ok

    def skip(self, name, why):
        self.skipped += 1
        print(f"skipped {name}: {why}", flush=True)


count = Count()


def section(title):
    print(f"--- {title}", flush=True)


def sh(*command, **options):
    options.setdefault("stdout", subprocess.PIPE)
    options.setdefault("stderr", subprocess.STDOUT)
    options.setdefault("cwd", ROOT)
    return subprocess.run([str(c) for c in command], text=True, errors="replace", **options)


def build_environment(linker):
    """Two of the builds compile most sources alike: ccache, where it is, does so once."""
    environment = dict(os.environ)
    if shutil.which("ccache") and "CC" not in environment:
        environment["CC"] = "ccache gcc"
    environment.setdefault("CCACHE_DIR", str(ROOT / "build-cache"))
    environment.setdefault("CCACHE_BASEDIR", str(ROOT))
    environment.setdefault("CCACHE_NOHASHDIR", "1")
    if linker and shutil.which(f"ld.{linker}"):
        environment.setdefault("CC_LD", linker)
    return environment


def build(folder, *options, linker=None):
    """Warnings are errors. A build directory that is there is used again."""
    started = time.monotonic()
    environment = build_environment(linker)
    if not (folder / "build.ninja").exists():
        done = sh("meson", "setup", folder, ROOT, "-Dwerror=true", *options, env=environment)
        if done.returncode:
            print(done.stdout)
            return count.case(f"configure {folder.name}", False, "meson setup failed")
        for line in done.stdout.splitlines():
            if "hardening flags" in line:
                print(line)
    else:
        sh("meson", "configure", folder, "-Dwerror=true")
    done = sh("ninja", "-C", folder, env=environment)
    if done.returncode:
        print(done.stdout[-20000:])
    count.case(f"build {folder.name}", done.returncode == 0, "see above")
    print(f"{folder.name}: built in {time.monotonic() - started:.0f} s", flush=True)
    return done.returncode == 0


SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:abort_on_error=1",
    "UBSAN_OPTIONS": "halt_on_error=1:abort_on_error=1:print_stacktrace=1",
}


def run_unit_test(test, folder):
    """(its output, its exit status)"""
    environment = dict(os.environ, **SANITIZER_OPTIONS, **test.get("env", {}))
    try:
        done = sh(*test["cmd"], env=environment, cwd=test.get("workdir") or folder, timeout=600)
        return done.stdout, done.returncode
    except subprocess.TimeoutExpired:
        return "ran longer than 600 s", 1


def count_unit_test(name, folder, output, status):
    passed = sum(map(int, re.findall(r"^\[  PASSED  \] (\d+) test\(s\)", output, re.M)))
    failed = sum(map(int, re.findall(r"^\[  FAILED  \] .*?(\d+) test\(s\)", output, re.M)))
    rows = sum(map(int, re.findall(r"^rows: (\d+)$", output, re.M)))
    own = re.search(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", output, re.M)
    if own:  # a test program of another kind that counts by itself
        passed, failed = int(own.group(1)), int(own.group(2))
        count.skipped += int(own.group(3))
    elif status == 0 and passed == 0:
        passed = 1
    if status != 0 and failed == 0:
        failed = 1
    count.add(passed + max(0, rows - failed), failed)
    if failed:
        print(f"FAILED {name} ({folder.name}), status {status}")
        print("\n".join(output.splitlines()[-60:]), flush=True)


def unit_tests(folder):
    """Each cmocka test and each row of a table is a case."""
    section(f"unit tests, {folder.name}")
    listed = json.loads(sh("meson", "introspect", "--tests", folder, stderr=subprocess.DEVNULL).stdout)
    before = count.passed
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as several:
        results = list(several.map(lambda test: run_unit_test(test, folder), listed))
    for test, (output, status) in zip(listed, results):
        count_unit_test(test["name"], folder, output, status)
    print(f"{len(listed)} programs, {count.passed - before} cases passed", flush=True)


def end_to_end(mekiki, label, *options):
    section(f"end to end, {label}")
    started = time.monotonic()
    environment = dict(os.environ, **SANITIZER_OPTIONS)
    done = sh(sys.executable, ROOT / "tests/e2e/run.py", "--mekiki", mekiki,
              "-j", str((os.cpu_count() or 1) + BESIDE), *options, env=environment)
    lines = done.stdout.splitlines()
    counted = re.fullmatch(r"(\d+) passed, (\d+) failed, (\d+) skipped", lines[-1]) if lines else None
    if not counted:
        print(done.stdout[-10000:])
        count.case(f"end to end, {label}", False, "the runner did not finish")
        return
    print("\n".join(lines[:-1]))
    count.add(*map(int, counted.groups()))
    print(f"{lines[-1]} in {time.monotonic() - started:.0f} s", flush=True)


def installed_copy():
    """Install into a folder of its own and use it from there as a stranger would."""
    section("installed copy")
    root = INSTALLED / "root"
    if not build(INSTALLED, f"-Dprefix={root}", "-Dlibdir=lib", "-Dtests=disabled"):
        return
    shutil.rmtree(root, ignore_errors=True)
    done = sh("meson", "install", "-C", INSTALLED, "--no-rebuild", "--quiet")
    if not count.case("meson install", done.returncode == 0, done.stdout[-2000:]):
        return
    for name in ["bin/mekiki", "share/man/man1/mekiki.1", "share/bash-completion/completions/mekiki",
                 "share/zsh/site-functions/_mekiki", "lib/pkgconfig/mekiki.pc", "include/mekiki/mekiki.h",
                 "share/mekiki", "libexec/mekiki"]:
        count.case(f"installed {name}", (root / name).exists(), "is not there")

    staged = INSTALLED / "staged"
    shutil.rmtree(staged, ignore_errors=True)
    done = sh("meson", "install", "-C", INSTALLED, "--no-rebuild", "--quiet", "--destdir", staged)
    count.case("meson install with DESTDIR", done.returncode == 0 and (staged / root.relative_to("/") / "bin/mekiki").exists(),
               done.stdout[-2000:])
    shutil.rmtree(staged, ignore_errors=True)

    end_to_end(root / "bin/mekiki", "installed", "--quick")
    example(root)


def example(root):
    """The example of libmekiki, compiled against what was installed."""
    source = ROOT / "contrib/example.c"
    program = INSTALLED / "example"
    environment = dict(os.environ, PKG_CONFIG_PATH=str(root / "lib/pkgconfig"))
    flags = sh("pkg-config", "--cflags", "--libs", "mekiki", env=environment)
    if not count.case("pkg-config mekiki", flags.returncode == 0, flags.stdout):
        return
    done = sh("gcc", "-Wall", "-Wextra", "-Werror", "-o", program, source, *flags.stdout.split(),
              f"-Wl,-rpath,{root}/lib")
    if not count.case("contrib/example.c compiles", done.returncode == 0, done.stdout):
        return
    done = sh(program, ROOT / "tests/worlds/A/mail.eml")
    count.case("contrib/example.c runs", done.returncode == 0 and done.stdout.strip(), done.stdout)


def lints():
    section("lints")
    done = sh("mandoc", "-T", "lint", "-W", "warning", "man/mekiki.1")
    count.case("manual page", done.returncode == 0, done.stdout)
    done = sh("bash", "-n", "contrib/completion/mekiki.bash")
    count.case("bash completion", done.returncode == 0, done.stdout)
    done = sh("zsh", "-n", "contrib/completion/_mekiki")
    count.case("zsh completion", done.returncode == 0, done.stdout)
    for script in sorted((ROOT / "script").iterdir()):
        first = script.read_text(encoding="utf-8").splitlines()[0]
        if "python" in first:
            done = sh(sys.executable, "-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", script)
        else:
            done = sh("bash" if "bash" in first else "sh", "-n", script)
        count.case(f"syntax of script/{script.name}", done.returncode == 0, done.stdout)
    # Other versions lay the same code out differently.
    if shutil.which("clang-format") and " 14." in sh("clang-format", "--version").stdout:
        sources = [p for d in ("src", "include", "contrib", "bench") for p in (ROOT / d).rglob("*.[ch]") if p.name != "unicode_table.h"]
        done = sh("clang-format", "--dry-run", "--Werror", *sorted(sources))
        first = "\n".join(done.stdout.splitlines()[:5])
        count.case("clang-format", done.returncode == 0, first)
    else:
        count.skip("clang-format", "version 14 is not installed")


def begin_fuzz_build():
    """While end-to-end tests wait for servers and time-outs there is a processor to spare."""
    return subprocess.Popen(["nice", "-n", "19", sys.executable, "fuzz/run.py", "0"], cwd=ROOT, stdout=subprocess.DEVNULL)


def fuzz(being_built):
    section(f"fuzzing, {FUZZ_SECONDS} s")
    being_built.wait()  # what went wrong there goes wrong again, and is told, here
    done = sh(sys.executable, "fuzz/run.py", "--together", "--seed", FUZZ_SEED, FUZZ_SECONDS)
    print(done.stdout, end="", flush=True)
    rows = re.findall(r"^(\S+) +[\d,]+ +\d+  (nothing found|FOUND SOMETHING)$", done.stdout, re.M)
    for target, what in rows:
        said = "\n".join(re.findall(rf"^{target}: .*$", done.stdout, re.M))
        count.case(f"fuzz {target}", what == "nothing found", f"{what}\n{said}")
    if done.returncode and all(what == "nothing found" for _, what in rows):
        count.case("fuzzing", False, "did not run")


def main():
    started = time.monotonic()
    section("build")
    plain = build(PLAIN)
    # Never installed. At -O2 with all of -g a file takes twice the time to compile; -g1 tells the lines.
    sanitized = build(SANITIZED, "-Db_sanitize=address,undefined", "-Doptimization=1", "-Dc_args=-g1", "-Dtest_hooks=true",
                      linker="gold")
    if sanitized:
        unit_tests(SANITIZED)
    if plain:
        unit_tests(PLAIN)
        end_to_end(PLAIN / "mekiki", "plain")
    being_built = begin_fuzz_build() if CI else None
    if sanitized:
        end_to_end(SANITIZED / "mekiki", "with sanitizers", "--sanitized")
    installed_copy()
    lints()
    if being_built:
        fuzz(being_built)
    if count.lines:
        section("failures outside unit and end-to-end tests")
        print("\n".join(count.lines))
    print(f"took {time.monotonic() - started:.0f} s")
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped")
    return 1 if count.failed else 0


if __name__ == "__main__":
    sys.exit(main())
