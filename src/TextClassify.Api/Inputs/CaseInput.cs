using TextClassify.Communication;

namespace TextClassify.Api.Inputs;

/// <summary>The sources of a case as the model reads them.</summary>
/// <param name="Sources">In the order of the request.</param>
internal sealed record CaseInput(IReadOnlyList<ReadSource> Sources)
{
    /// <summary>Most tokens that nodes read of texts that are not here.</summary>
    public int Elsewhere => Sources.Sum(static source => source.Elsewhere);

    /// <summary>Where the tokens of those that can be read stand among the case's.</summary>
    public List<CasePart> Parts()
    {
        var parts = new List<CasePart>(Sources.Count);
        int start = 0;
        foreach (var source in Sources)
        {
            if (source.Text.Length > 0)
            {
                parts.Add(new CasePart(source.Role, new TokenRange(start, start + source.Text.Length)));
                start += source.Text.Length;
            }
        }

        return parts;
    }

    /// <summary>Where each source's text stands in the texts joined by line feeds.</summary>
    public IReadOnlyList<SourcePlace> Places() =>
        [.. Sources.Select(source => new SourcePlace(source.Name, source.Start, source.Start + source.Characters))];
}

/// <summary>A source as the model reads it.</summary>
/// <param name="Name">Which one.</param>
/// <param name="Role">Its place in the manifest.</param>
/// <param name="Text">Its tokens, with their places in its own text; none where it is lost.</param>
/// <param name="Start">Where its text begins in the case's.</param>
/// <param name="Characters">UTF-16 code units of its text.</param>
internal sealed record ReadSource(string Name, int Role, EncodedText Text, int Start, int Characters)
{
    /// <summary>Its text; empty where it is lost or not here.</summary>
    public required string Own { get; init; }

    /// <summary>What its node calls a text that is not here; null where the text is.</summary>
    public string? Reference { get; init; }

    /// <summary>Most tokens that its node reads of such a text; else 0.</summary>
    public int Elsewhere { get; init; }

    /// <summary>Whether there is something to read.</summary>
    public bool CanBeRead => Reference is not null || Text.Length > 0;
}

/// <summary>Where a source's text stands in the texts of the case, joined by line feeds.</summary>
/// <param name="Name">The source.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The code unit after the last.</param>
internal sealed record SourcePlace(string Name, int Start, int End);
