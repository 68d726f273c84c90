using System.Text;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Aspect;

/// <summary>Writes <see cref="ModelManifest.CardFile"/> of an aspect model (after Mitchell et al. 2019).</summary>
internal static class AspectCard
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Format(AspectOptions options, AspectReport report, string version, int words, IReadOnlyList<AspectFigures> runs)
    {
        var shipped = runs[0];
        var (recipe, net, zones) = (options.Recipe, options.Recipe.Net, options.Recipe.Net.Zones);
        string vectors = options.Vectors is { } file
            ? $"The embedding table started from the word vectors `{file}` (`recipes/README.md` says of which texts), "
                + "so their data count too.\n"
            : options.Base is { } start
                ? $"The embedding table started from the base's vectors ({start}), which were distilled from all-MiniLM-L6-v2 (Reimers and "
                    + "Gurevych 2019; Apache-2.0); `models/base/card.md` says on which texts, and their data count too.\n"
                : "";
        string trained = string.Create(
            Invariant,
            $"Trained on {options.TrainAspects} labels of {options.TrainTexts} texts (`{options.RecipeName}`, seed {options.Seed}, "
            + $"commit {options.Commit})");
        var text = new StringBuilder();
        text.Append(Invariant, $"""
            # {recipe.Name} {version}

            {recipe.Description}

            ## Model

            Multi-zone units (`docs/models.md`) in both directions, {net.StateWidth} states each, {zones.Count} zones of {zones.Width}
            composed to {zones.Composed} by {zones.Composition.ToString().ToLowerInvariant()}, over {net.EmbeddingWidth}-wide embeddings of
            {words} words (half precision); {report.Weights:N0} weights beside those. A text is read once, whatever is asked about it. For
            an aspect every token gets a weight and says something; every logit is the bias plus the sum of the tokens' evidence, to float
            precision. Tags on the same states propose aspects when none are given. It reads the first {recipe.MaxTokens} tokens of a text.

            ## Data

            {recipe.Source}

            {vectors}{trained}; measured on {shipped.Pooled.Matrix.Rows} aspects of {options.DevTexts}
            development texts. Where a set brings no development texts, a seeded tenth of its training texts is set aside, whole texts with
            all of their aspects; {options.LeftOut} training texts that have the words of a development text were left out. Epoch,
            temperature and design were chosen on these development texts, so the figures below lean to the good side; held-out test texts
            were not read.

            ## Licence

            The code is MIT. The data keep the licences of their publishers, and most allow research only; whether a model trained on
            them may be used in your product is yours to clear.

            ## Figures on development texts


            """);
        CardTables.AppendFigures(text, runs, run => run.Pooled.Seed, Figures(shipped));
        foreach (var domain in shipped.Domains)
        {
            AppendClasses(text, domain);
        }

        text.Append(Invariant, $"""

            {string.Join('\n', shipped.Pooled.Notes(AspectRecipe.Labels))}
            A found span counts when both of its ends are as people marked them; texts of the sets name aspects that nobody marked, which
            count as wrong.

            ## Intended use

            Reviews like the training data: English, of restaurants or laptops, a sentence or a few. Trying out the service, comparing
            explanations, and as a pattern for models trained on your own rows.

            ## Limits

            - It gives one of 3 labels to every aspect, also to one that nothing was said of; look at the score.
            - {CardTables.Scores(shipped.Pooled.Calibration)} on other texts they are usually too sure.
            - Aspects it proposes are those of restaurants and laptops: food, service, batteries. In other fields give the aspects yourself
              and check.
            - Irony, comparisons and knowledge of the world are beyond it, and mixed opinions on one aspect were left out of the data.
            - It repeats the opinions and mistakes of the people who wrote and labelled the data. Not for decisions about people.

            """);
        return text.ToString();
    }

    private static IEnumerable<(string Name, Func<AspectFigures, double> Of)> Figures(AspectFigures shipped)
    {
        foreach (var (domain, report) in shipped.Domains.Index())
        {
            string name = string.Create(Invariant, $"{report.Name} ({report.Labels.Count} aspects)");
            yield return ($"{name}: accuracy", run => run.Domains[domain].Accuracy);
            yield return ($"{name}: macro F1", run => run.Domains[domain].MacroF1);
            yield return ($"{name}: F1 of found spans", run => run.Domains[domain].Spans.F1);
            yield return ($"{name}: calibration error after temperature", run => run.CalibrationError(domain));
        }

        foreach (var figure in CardTables.Figures<AspectFigures>("all: ", run => run.Pooled))
        {
            yield return figure;
        }
    }

    private static void AppendClasses(StringBuilder text, DomainReport domain)
    {
        var matrix = new ConfusionMatrix(AspectPredictor.Pool([domain]));
        string note = MeasuredClasses.Note(matrix, AspectRecipe.Labels) is { } missing ? $" {missing}" : "";
        CardTables.AppendClasses(
            text, $"{domain.Name}: rows are the true labels, columns the predicted.{note}", AspectRecipe.Labels, matrix);
    }
}
