using TextClassify.Text.Words;

namespace TextClassify.Training.Aspect;

/// <summary>The texts of a recipe: those to fit and, domain by domain, those to choose on.</summary>
/// <param name="Train">To fit: the domains in the order of <see cref="AspectRecipe.Domains"/>, and the whole texts behind them.</param>
/// <param name="Dev">To choose on, in the order of the domains.</param>
/// <param name="LeftOut">Training texts left out because a development text of any domain has their words.</param>
internal sealed record AspectData(IReadOnlyList<AspectPart> Train, IReadOnlyList<IReadOnlyList<AspectText>> Dev, int LeftOut)
{
    private static readonly Dictionary<string, string> OwnLabels = AspectRecipe.Labels.ToDictionary(label => label, StringComparer.Ordinal);

    /// <exception cref="DataException">A file is unusable, or too few texts are there to set some aside.</exception>
    public static AspectData Read(AspectRecipe recipe, string folder, CancellationToken cancellationToken)
    {
        var train = new List<IReadOnlyList<AspectText>>();
        var dev = new List<IReadOnlyList<AspectText>>();
        foreach (var domain in recipe.Domains)
        {
            var texts = AspectFile.Read(Path.Combine(folder, domain.Train), whole: false, OwnLabels, cancellationToken);
            var (kept, held) = domain.Dev is { } file
                ? (texts, AspectFile.Read(Path.Combine(folder, file), whole: false, OwnLabels, cancellationToken))
                : Split(texts, recipe.DevShare);
            train.Add(kept);
            dev.Add(held.Count > 0
                ? held
                : throw new DataException($"{texts.Count} texts of {domain.Name} are too few to set development texts aside."));
        }

        train.AddRange(recipe.Whole.Select(
            whole => AspectFile.Read(Path.Combine(folder, whole.Train), whole: true, whole.Labels, cancellationToken)));
        double[] weights = [.. recipe.Domains.Select(domain => domain.Weight), .. recipe.Whole.Select(whole => whole.Weight)];
        double[] shares = [.. recipe.Domains.Select(_ => 1.0), .. recipe.Whole.Select(whole => whole.Share)];

        // Sentences of one source stand in several sets, in other spacing.
        var heldWords = dev.SelectMany(texts => texts).Select(text => WordsOf(text.Text)).ToHashSet(StringComparer.Ordinal);
        var parts = train.Select((texts, index) => new AspectPart(
            [.. texts.Where(text => !heldWords.Contains(WordsOf(text.Text)))], weights[index], shares[index])).ToArray();
        return new(parts, dev, train.Sum(texts => texts.Count) - parts.Sum(part => part.Texts.Count));
    }

    /// <summary>A text goes whole, so that no aspect of a text in development was trained on.</summary>
    private static (IReadOnlyList<AspectText> Train, IReadOnlyList<AspectText> Dev) Split(IReadOnlyList<AspectText> texts, double share)
    {
        var rows = texts.SelectMany(text => text.Aspects.Select(aspect => new LabelledText(text.Text, aspect.Label))).ToArray();
        var held = DevSplit.Split(rows, share).Dev.Select(row => row.Text).ToHashSet(StringComparer.Ordinal);
        var parts = texts.ToLookup(text => held.Contains(text.Text));
        return ([.. parts[false]], [.. parts[true]]);
    }

    private static string WordsOf(string text)
    {
        var words = new List<string>();
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            words.Add(token.Normal.ToString());
        }

        return string.Join(' ', words);
    }
}

/// <param name="Texts">To fit.</param>
/// <param name="Weight">Of an aspect in the loss.</param>
/// <param name="Share">Share of the texts that an epoch reads.</param>
internal sealed record AspectPart(IReadOnlyList<AspectText> Texts, double Weight, double Share);
