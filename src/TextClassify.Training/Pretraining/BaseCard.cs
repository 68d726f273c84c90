namespace TextClassify.Training.Pretraining;

/// <summary>What to know before training on a base.</summary>
internal static class BaseCard
{
    public static string Format(BaseOptions options, BaseReport report, int words) => string.Create(CultureInfo.InvariantCulture, $"""
        # {options.Recipe.Name}

        {options.Recipe.Description}

        ## What it is

        Vectors of {options.Recipe.Net.EmbeddingWidth} numbers for {words} words, and the weights of a classifier's net (`docs/models.md`)
        between its table of words and its output layer. `train` starts from both. Made by `{options.RecipeName}`, seed {options.Seed},
        commit {options.Commit}; `recipes/README.md` has the commands.

        A word's vector starts as what the teacher says of the word alone: the mean of its states, the mean over all words taken off, the
        first principal components, frequent words made shorter (model2vec; Arora et al. 2017). Vectors and net then learned to give the
        teacher's vector of {options.TrainTexts} texts of up to {options.Recipe.MaxTokens} tokens. Mean cosine with the teacher on
        {report.Texts} texts that were set aside: {report.Cosine:F3}.

        ## Data and licences

        {options.Recipe.Source}
        Whether a model that starts from it may be used in your product is yours to clear; `train --base none` starts without it.

        ## Limits

        English. It has the teacher's and the texts' view of the world, their prejudices among them. One set has offensive language.

        """);
}
