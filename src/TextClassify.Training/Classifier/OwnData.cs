using TextClassify.Text.Words;
using TextClassify.Training.Baseline;

namespace TextClassify.Training.Classifier;

/// <summary>The recipe of a user's own file, and how it follows from the rows.</summary>
internal static class OwnData
{
    // What a run reads in all, in tokens: 3,000 tweets twelve times, in about a minute and a half of one core.
    private const int TokensRead = 800_000;
    private const int QuickTokensRead = 300_000;

    // Fewer don't learn; on more, early stopping ends in time.
    private const int LeastEpochs = 4;
    private const int MostEpochs = 20;

    // The best of several epochs on 100 rows is chance: of 1,000 film reviews it was the first of four, with 83.1 % of others right.
    private const int LeastDevRows = 300;

    // Chosen on 1,000 rows each of trec, ag_news, r8 and imdb, and 3,000 airline tweets, one split each: many small steps, and much left
    // out, as the base knows more than the rows say. Words move little, so that those which the rows lack keep their place among them.
    private static readonly TrainingOptions Training = new()
    {
        BatchSize = 16,
        EmbeddingRate = 0.1,
        EmbeddingDropout = 0.4,
        StateDropout = 0.5,
        OutputDropout = 0.5,
        WeightAverage = 0.98,
    };

    /// <summary>Before the rows are known.</summary>
    public static Recipe Recipe(string name, string file, string textColumn, string labelColumn) => new()
    {
        Name = name,
        Description = $"Trained on {Path.GetFileName(file)}.",
        Source = Path.GetFileName(file),
        Train = [file],
        TextColumn = textColumn,
        LabelColumn = labelColumn,
        MinCount = 1,
        LinearTerm = true,
        Training = Training,
    };

    /// <summary>
    /// Epochs so that the run reads about as much whatever the length of the texts. Enough development rows end it when they get no better
    /// for a third of them.
    /// </summary>
    public static Recipe Fit(Recipe recipe, RecipeData data, OwnDataChoices choices)
    {
        long tokens = data.Train.Sum(row => (long)Math.Min(TokensOf(row.Text), recipe.MaxTokens));
        double times = (choices.IsQuick ? QuickTokensRead : TokensRead) / (double)Math.Max(tokens, 1);
        int epochs = choices.Epochs ?? (int)Math.Clamp(Math.Round(times), LeastEpochs, MostEpochs);
        return recipe with
        {
            Training = recipe.Training with
            {
                Epochs = epochs,
                Patience = Math.Max(3, epochs / 3),
                KeepsLast = data.Dev.Count < LeastDevRows,
                ClassWeights = choices.IsBalanced ? Balanced(data) : null,
            },
        };
    }

    /// <summary>What the baseline, fitted on part of the rows, says of the rest; for the search of wrong labels.</summary>
    public static float[] Judge(IReadOnlyList<LabelledText> rows, IReadOnlyList<string> labels, int[] fitted, int[] held)
    {
        // The strength that is best on most sets; five choices of it would take five times as long.
        const double Strength = 10;

        var features = TextFeatures.Of([.. fitted.Select(row => rows[row].Text)]);
        var index = labels.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var weights = LogisticRegression.Fit(
            [.. fitted.Select(row => features.Read(rows[row].Text))],
            [.. fitted.Select(row => index[rows[row].Label])],
            features.Count,
            labels.Count,
            Strength);
        return weights.Score([.. held.Select(row => features.Read(rows[row].Text))]);
    }

    /// <summary>Each class counts as much as another: rows / (classes x rows of the class).</summary>
    private static double[] Balanced(RecipeData data)
    {
        var counts = data.Train.CountBy(row => row.Label, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. data.Labels.Names.Select(name => Math.Round(
                data.Train.Count / ((double)data.Labels.Count * Math.Max(counts.GetValueOrDefault(name), 1)), 6)),
        ];
    }

    private static int TokensOf(string text)
    {
        int count = 0;
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            count += token.End > token.Start ? 1 : 0;
        }

        return count;
    }
}
