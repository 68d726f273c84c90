using System.Text.Json;

namespace TextClassify.Training.Augmenting.Trials;

/// <summary>The draws of a trial, a JSON line each, so that a killed one goes on.</summary>
/// <param name="path">Null keeps none.</param>
internal sealed class TrialFile(string? path)
{
    /// <summary>Draws that are there whole and have all arms; a line that a kill cut off is none.</summary>
    public IReadOnlyList<TrialDraw> Read(IReadOnlyList<TrialArm> arms)
    {
        if (path is null || !File.Exists(path))
        {
            return [];
        }

        var draws = new List<TrialDraw>();
        foreach (string line in File.ReadLines(path))
        {
            if (Parse(line) is { Truth: not null, Said: not null } draw && arms.All(arm => draw.Said.ContainsKey(arm.Name)))
            {
                draws.Add(draw);
            }
        }

        return draws;
    }

    /// <summary>The line break comes first, so that a line that was cut off spoils no other.</summary>
    public void Add(TrialDraw draw)
    {
        if (path is not null)
        {
            File.AppendAllText(path, "\n" + JsonSerializer.Serialize(draw, JsonSerializerOptions.Web));
        }
    }

    private static TrialDraw? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<TrialDraw>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
