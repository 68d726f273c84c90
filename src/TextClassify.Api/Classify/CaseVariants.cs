using TextClassify.Communication;

namespace TextClassify.Api.Classify;

/// <summary>What the model is asked about a case, and which answer is to what.</summary>
/// <param name="Row">The sources that can be read, and the variants.</param>
/// <param name="Names">Of those sources.</param>
internal sealed record CaseVariants(CaseRow Row, IReadOnlyList<string> Names)
{
    /// <summary>The answer in which every source, silenced ones among them, hears nobody.</summary>
    public const int AloneVariant = 1;

    private readonly List<(int From, int To, int Variant)> _edges = [];
    private readonly List<(string Name, int Variant)> _without = [];

    public CaseVariant Main => Row.Variants[0];

    /// <summary>Of the answer without messages; null where it was not asked for.</summary>
    public int? Silent { get; private init; }

    /// <summary>Of the answers without a source.</summary>
    public IReadOnlyList<(string Name, int Variant)> Without => _without;

    public static CaseVariants Of(CaseInput one, CaseQuestion question)
    {
        ReadSource[] read = [.. one.Sources.Where(source => source.CanBeRead)];
        int count = read.Length;
        var full = CaseVariant.Full(count, question.Rounds);
        var main = full;
        for (int source = 0; source < count; source++)
        {
            main = question.IsHeard(read[source]) ? main : main.Without(source);
        }

        var variants = new List<CaseVariant> { main, full.Silent() };
        int? silent = null;
        if (question.None)
        {
            silent = variants.Count;
            variants.Add(main.Silent());
        }

        var asked = new CaseVariants(
            new CaseRow([.. read.Select(source => new SourceRow(source.Role, source.Text.Ids))], variants),
            [.. read.Select(source => source.Name)])
        {
            Silent = silent,
        };
        int[] present = [.. Enumerable.Range(0, count).Where(main.Has)];
        foreach (int source in present)
        {
            if (question.Each && present.Length > 1)
            {
                asked._without.Add((asked.Names[source], variants.Count));
                variants.Add(main.Without(source));
            }

            foreach (int other in question.Edges ? present : [])
            {
                if (other != source)
                {
                    asked._edges.Add((source, other, variants.Count));
                    variants.Add(main.WithoutEdge(source, other));
                }
            }
        }

        return asked;
    }

    /// <summary>Which of the rows a source is; -1 where it was not read.</summary>
    public int RowOf(string name)
    {
        for (int row = 0; row < Names.Count; row++)
        {
            if (Names[row] == name)
            {
                return row;
            }
        }

        return -1;
    }

    /// <summary>What the logit of a label loses with each edge.</summary>
    public EdgeInfluence[] Edges(CaseReading reading, int target) =>
    [
        .. _edges.Select(edge => new EdgeInfluence(
            Names[edge.From],
            Names[edge.To],
            reading.Answers[0].Logits[target] - reading.Answers[edge.Variant].Logits[target])),
    ];
}
