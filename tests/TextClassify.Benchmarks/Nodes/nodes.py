"""What nodes as processes cost: the service that asks them and the service without, by turns.

    /usr/bin/python3 tests/TextClassify.Benchmarks/Nodes/nodes.py MODELS MODEL [REQUESTS] [CALLERS]

MODELS is a folder of packages, MODEL one of several sources in it, with a node process for each of its sources and a nats-server of
Debian's package. The Release build of src/TextClassify.Api is measured. Prints a table, the machine's load before and after, and writes
nothing.
"""

import http.client
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = pathlib.Path(os.environ.get("TEXTCLASSIFY_PROGRAM", ROOT / "artifacts/bin/TextClassify.Api/release/TextClassify.Api.dll"))
WORDS = "the waiter was slow and the screen was not very good but it was warm who said so in the mail about a new drive".split()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start(arguments, environment=None):
    return subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **(environment or {})})


def service(models, settings):
    port = free_port()
    process = start(
        ["dotnet", "exec", str(PROGRAM), "--Models:Directory", models, *settings],
        {"TEXTCLASSIFY__MEMORY__LEVEL": "Off", "TEXTCLASSIFY__URLS": f"http://127.0.0.1:{port}", "TEXTCLASSIFY__API__LOGFORMAT": "None"})
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return process, port
        except OSError:
            pass
        assert process.poll() is None, "the service ended"
        time.sleep(0.1)


class Caller:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, body):
        began = time.perf_counter()
        self.connection.request("POST", "/classify", body, {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        took = time.perf_counter() - began
        assert answer.status == 200, text
        return took, text


def case(model, sources, number):
    texts = []
    for place, source in enumerate(sources):
        length = min(source["maxTokens"], 8 + (number * 7 + place * 13) % 57)
        texts.append({"name": source["name"], "text": " ".join(WORDS[(number + i * (place + 1)) % len(WORDS)] for i in range(length))})
    return json.dumps({"model": model, "inputs": {"sources": texts}, "communication": {"rounds": 2}})


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))] * 1000


def processor_ms(processes):
    """Of all threads so far; a clock that other programs on the machine do not move."""
    ticks = 0
    for process in processes:
        fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def measure(ports, bodies, callers):
    """Each caller asks one service and then the other, the order changing."""
    times = [[], []]
    lock = threading.Lock()

    def call(first):
        connections = [Caller(port) for port in ports]
        for number, body in enumerate(bodies[first::callers]):
            for which in (0, 1) if number % 2 == 0 else (1, 0):
                took, _ = connections[which].ask(body)
                with lock:
                    times[which].append(took)

    threads = [threading.Thread(target=call, args=(first,)) for first in range(callers)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return times


def main():
    models, model = sys.argv[1], sys.argv[2]
    requests = int(sys.argv[3]) if len(sys.argv) > 3 else 500
    callers = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    version = sorted(path.name for path in (pathlib.Path(models) / model).iterdir() if path.is_dir())[-1]
    sources = json.loads((pathlib.Path(models) / model / version / "model.json").read_text())["sources"]
    only = tempfile.mkdtemp(prefix="textclassify-nodes-")
    os.symlink((pathlib.Path(models) / model).resolve(), pathlib.Path(only) / model)
    port = free_port()
    url = f"nats://127.0.0.1:{port}"
    processes = [start(["/usr/sbin/nats-server", "-a", "127.0.0.1", "-p", str(port)])]
    try:
        for source in sources:
            node = start(["dotnet", "exec", str(PROGRAM), "node", "--model", f"{model}/{version}", "--name", source["name"], "--nats", url,
                          "--models", only])
            processes.append(node)
            assert "answers as" in node.stdout.readline(), "a node did not start"
        with_nodes, first = service(only, ["--Nodes:Url", url, "--Nodes:Models", model, "--Nodes:Timeout", "00:00:10"])
        processes.append(with_nodes)
        plain, second = service(only, [])
        processes.append(plain)
        bodies = [case(model, sources, number) for number in range(requests)]
        while b'"nodes"' not in Caller(first).ask(bodies[0])[1]:
            time.sleep(0.1)
        measure((second, first), bodies[:max(50, requests // 5)], callers)
        before = os.getloadavg()
        groups = ([plain], [process for process in processes if process is not plain])
        busy = [processor_ms(group) for group in groups]
        times = measure((second, first), bodies, callers)
        after = os.getloadavg()
        busy = [(processor_ms(group) - began) / requests for group, began in zip(groups, busy)]
    finally:
        [process.kill() for process in processes]
        os.unlink(pathlib.Path(only) / model)
        os.rmdir(only)
    print(f"{len(sources)} nodes, {requests} requests each, {callers} caller(s); load average {before[0]:.1f} before, {after[0]:.1f} after")
    print("| | least ms | p50 ms | p99 ms | processor ms a case |\n|---|---:|---:|---:|---:|")
    rows = [[percentile(took, share) for share in (0, 0.5, 0.99)] + [cost] for took, cost in zip(times, busy)]
    rows.append([more - less for less, more in zip(*rows)])
    for name, row in zip(("in one process", "nodes", "nodes take longer by"), rows):
        print(f"| {name} | " + " | ".join(f"{value:.2f}" for value in row) + " |")


if __name__ == "__main__":
    main()
