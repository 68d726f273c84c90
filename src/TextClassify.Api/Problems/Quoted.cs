using System.Text;

namespace TextClassify.Api.Problems;

/// <summary>Names from a request, made fit for a message: cut, and without control characters.</summary>
internal static class Quoted
{
    public const int MaxLength = 64;

    public static string Name(string name)
    {
        var safe = new StringBuilder(Math.Min(name.Length, MaxLength) + 3);
        safe.Append('\'');
        foreach (var rune in name.EnumerateRunes())
        {
            if (safe.Length > MaxLength)
            {
                safe.Append('…');
                break;
            }

            safe.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar ? "?" : rune.ToString());
        }

        return safe.Append('\'').ToString();
    }
}
