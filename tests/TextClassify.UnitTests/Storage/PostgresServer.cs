using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TextClassify.Storage;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace TextClassify.Storage;

/// <summary>
/// A PostgreSQL in a temporary folder, reached by a socket there, started by the first test that asks for it. It refuses to run as root, so
/// then it runs as nobody. Tests are skipped, with the reason, where there is none: Debian's package is postgresql.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly Lock _lock = new();
    private string? _folder, _programs, _missing;
    private int _schemas;

    /// <summary>How to connect to a schema that nobody else uses.</summary>
    public string NewSchema()
    {
        lock (_lock)
        {
            if (_folder is null && _missing is null)
            {
                Make();
            }

            Assert.SkipWhen(_missing is not null, _missing ?? "");
            return $"Host={_folder};Username=postgres;Database=postgres;Timeout=60;Search Path=tests_{++_schemas}";
        }
    }

    public void Start()
    {
        // No disk is waited for: what a crash of the machine leaves is nobody's concern here.
        string options = $"-k {_folder} -c listen_addresses='' -c fsync=off -c shared_buffers=16MB -c max_connections=100";
        Assert.Null(Run("pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder!, "log"), "-o", options, "start"));
    }

    /// <summary>As a crash does.</summary>
    public void Kill() => Assert.Null(Run("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop"));

    public void Dispose()
    {
        if (_folder is not null && _missing is null)
        {
            NpgsqlConnection.ClearAllPools();
            Run("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string Data => Path.Combine(_folder!, "data");

    private void Make()
    {
        _programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(
                    folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int major) ? major : 0)
                .Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            : null;
        if (_programs is null)
        {
            _missing = "There is no PostgreSQL in /usr/lib/postgresql; apt-get install postgresql.";
            return;
        }

        _folder = Directory.CreateTempSubdirectory("textclassify-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            Start("chown", "nobody", _folder);
        }

        _missing = Run("initdb", "-D", Data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C");
        if (_missing is null)
        {
            Start();
        }
    }

    /// <returns>Null, or what it said when it failed.</returns>
    private string? Run(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs!, program);
        return Environment.IsPrivilegedProcess
            ? Start("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", path, .. arguments])
            : Start(path, arguments);
    }

    private string? Start(string program, params string[] arguments)
    {
        // A server that is started keeps what it was given, so its output goes to its log and not to a pipe.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "\"$0\" \"$@\" > /dev/null 2> \"$ERRORS\"", program, .. arguments])
        {
            WorkingDirectory = _folder,
        };
        string errors = Path.Combine(Path.GetTempPath(), $"{Path.GetFileName(_folder)}.errors");
        start.Environment["ERRORS"] = errors;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        string said = File.Exists(errors) ? File.ReadAllText(errors) : "";
        File.Delete(errors);
        return process.ExitCode == 0 ? null : $"{program} ended with {process.ExitCode}: {said}";
    }
}
