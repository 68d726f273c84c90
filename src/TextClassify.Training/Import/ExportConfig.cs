namespace TextClassify.Training.Import;

/// <summary>What <c>config.json</c> says of a classifier.</summary>
/// <param name="Family">As <c>bert</c>.</param>
/// <param name="Labels">In the order of the logits.</param>
/// <param name="StateWidth">Of a hidden state; 0 where it is not said.</param>
/// <param name="MostTokens">Tokens that the positions reach, special ones included; 0 where it is not said.</param>
internal sealed record ExportConfig(string Family, IReadOnlyList<string> Labels, int StateWidth, int MostTokens)
{
    private const int MostWidth = 32_768;
    private const int MostPositions = 1 << 20;

    /// <summary>Families whose positions begin behind that of padding (Liu et al. 2019).</summary>
    private static readonly string[] OffsetPositions = ["roberta", "xlm-roberta", "camembert", "mpnet"];

    /// <exception cref="DataException">It is no classifier's, or of several labels at once.</exception>
    public static ExportConfig Read(ExportFolder folder)
    {
        var json = folder.ReadJson(ExportFolder.Config);
        if (json["problem_type"] is { } problem && problem.Text() != "single_label_classification")
        {
            throw problem.Unknown("only single_label_classification can be imported: scores of a model here add up to 1");
        }

        string family = json.TextOf("model_type") ?? "unknown";
        int positions = json["max_position_embeddings"]?.Clamped(MostPositions) ?? 0;
        int reserved = OffsetPositions.Contains(family) ? (json["pad_token_id"]?.Whole() ?? 1) + 1 : 0;
        int width = (json["hidden_size"] ?? json["dim"])?.Clamped(MostWidth) ?? 0;
        return new ExportConfig(family, ReadLabels(json), width, Math.Max(0, positions - reserved));
    }

    private static string[] ReadLabels(JsonPart json)
    {
        var names = json["id2label"]
            ?? throw new DataException($"{ExportFolder.Config} has no id2label: the names of the labels, in the order of the logits.");
        var byId = new Dictionary<int, string>();
        foreach (var (id, label) in names.Properties())
        {
            if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || !byId.TryAdd(index, label.Text()))
            {
                throw names.Unknown("every name of id2label is a number, each once");
            }
        }

        string[] labels = [.. Enumerable.Range(0, byId.Count).Select(id => byId.TryGetValue(id, out string? label) ? label : "")];
        if (labels.Length < 2 || labels.Any(string.IsNullOrWhiteSpace) || labels.Distinct(StringComparer.Ordinal).Count() != labels.Length)
        {
            throw names.Unknown("id2label names at least two labels, all different, by the numbers from 0 on");
        }

        return labels.Length <= Data.Labels.Most
            ? labels
            : throw new DataException($"{ExportFolder.Config} has {labels.Length} labels; the most is {Data.Labels.Most}.");
    }
}
