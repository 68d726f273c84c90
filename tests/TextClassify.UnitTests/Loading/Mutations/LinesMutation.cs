using System.Text;

namespace TextClassify.UnitTests.Loading.Mutations;

/// <summary>Spoils one line of a list and keeps how many there are.</summary>
internal static class LinesMutation
{
    private static readonly string[] Lines =
    [
        "", " ", "<pad>", "<unk>", "<edge>", "a b", "U+D800", "U+110000", "U+FFFFFFFF", "u+0061", "U+61", "\uFEFF", "\0",
        new string('w', 100_000),
    ];

    public static byte[] Apply(byte[] content, Random random)
    {
        string[] lines = Encoding.UTF8.GetString(content).Split('\n');
        lines[random.Next(lines.Length)] = random.Next(2) == 0 ? lines[random.Next(lines.Length)] : Lines[random.Next(Lines.Length)];
        return Encoding.UTF8.GetBytes(string.Join(random.Next(8) == 0 ? "\r\n" : "\n", lines));
    }
}
