using System.Text;

namespace TextClassify.Models;

/// <summary>
/// Why a package is not served. What it repeats of the package is on one line and of bounded length, whatever stands there.
/// </summary>
/// <param name="File">The file at fault, relative to the package.</param>
/// <param name="Reason">What is wrong with it; with the file in front it reads as one sentence.</param>
public sealed record PackageRefusal(string File, string Reason)
{
    private const int MostCharacters = 400;

    public string Reason { get; } = OneLine(Reason);

    public override string ToString() => $"{File} {Reason}";

    private static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MostCharacters));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > MostCharacters)
            {
                return line.Append("...").ToString();
            }

            // A surrogate without its other half is one here, too.
            line.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar || rune.Value is 0x2028 or 0x2029 ? "?" : rune.ToString());
        }

        return line.ToString();
    }
}
