using System.Diagnostics;

namespace TextClassify.Api.Trainings.Processes;

/// <summary>The program that trains; nothing of it is loaded into this one.</summary>
internal sealed record TrainingProgram(string File)
{
    private const string Assembly = "TextClassify.Training";
    private const string Solution = "TextClassify.sln";

    /// <summary>Settings of this service, hashes of keys among them, are none of the program's business.</summary>
    private static readonly string[] OwnSettings = ["TEXTCLASSIFY__", "ASPNETCORE_"];

    /// <summary>Null where it is not there.</summary>
    /// <param name="named">By the setting; empty looks beside the service, then in the artifacts of the repository around it.</param>
    /// <param name="serviceFolder">Where the service's own files are.</param>
    /// <param name="workingFolder">What a relative name starts from.</param>
    public static TrainingProgram? Find(string named, string serviceFolder, string workingFolder)
    {
        var places = named.Length > 0 ? [Path.GetFullPath(named, workingFolder)] : Places(serviceFolder);
        return places.FirstOrDefault(System.IO.File.Exists) is { } file ? new(file) : null;
    }

    /// <summary>A start without a shell: arguments stay what they are.</summary>
    public ProcessStartInfo Start(string folder, IEnumerable<string> arguments)
    {
        bool isAssembly = File.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = isAssembly ? new ProcessStartInfo(Host(), ["exec", File, .. arguments]) : new ProcessStartInfo(File, arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        foreach (string name in start.Environment.Keys.Where(IsOwnSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static IEnumerable<string> Places(string serviceFolder)
    {
        yield return Path.Combine(serviceFolder, $"{Assembly}.dll");
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(serviceFolder));
        for (string? folder = serviceFolder; folder is not null; folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)))
        {
            if (System.IO.File.Exists(Path.Combine(folder, Solution)))
            {
                // As the service was built, else as it was published.
                foreach (string built in new[] { configuration, "release" })
                {
                    yield return Path.Combine(folder, "artifacts", "bin", Assembly, built, $"{Assembly}.dll");
                }
            }
        }
    }

    /// <summary>The host of this process, where that is not the service's own executable.</summary>
    private static string Host() =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : "dotnet";

    private static bool IsOwnSetting(string name) =>
        Array.Exists(OwnSettings, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
