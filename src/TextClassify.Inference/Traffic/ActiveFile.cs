using System.Text;
using TextClassify.Inference.Loading;

namespace TextClassify.Inference.Traffic;

/// <summary>
/// Keeps which version an operator made active, and which was before it, in <c>MODELS/NAME/active</c>, a version a line: a roll back must
/// outlive a restart. A reader sees the old file or the new one, never half of one.
/// </summary>
internal static class ActiveFile
{
    private const string FileName = PackageNames.ActiveFile;
    private const int MostBytes = 1_024;

    /// <summary>Null when nothing is kept, or nothing that can be read.</summary>
    public static ModelTraffic? Read(string directory, string name)
    {
        var file = new FileInfo(Path.Combine(directory, name, FileName));
        if (!file.Exists || RegularFile.Fault(file) is not null || file.Length > MostBytes)
        {
            return null;
        }

        string[] lines = File.ReadAllLines(file.FullName);
        return lines is [var active, ..] && PackageNames.IsVersion(active)
            ? new ModelTraffic(name, active, lines is [_, var previous, ..] && PackageNames.IsVersion(previous) ? previous : null)
            : null;
    }

    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Write(string directory, ModelTraffic traffic)
    {
        string target = Path.Combine(directory, traffic.Name, FileName);
        string draft = target + ".new";

        // What lies there may be a pipe, which a write would wait for.
        File.Delete(draft);
        File.WriteAllText(draft, $"{traffic.Active}\n{traffic.Previous}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(draft, target, overwrite: true);
    }
}
