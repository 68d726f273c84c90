using TextClassify.Training.Classifier;

namespace TextClassify.Training.Transformer;

/// <summary><c>options.json</c> of a run folder: all that made the run, so that it can be made again.</summary>
/// <param name="Recipe">As it was run.</param>
/// <param name="RecipeName">Its file's name.</param>
/// <param name="Pretrained">What was fine-tuned.</param>
/// <param name="Labels">The classes in the order of the logits.</param>
/// <param name="Seed">Of head, batches and dropout.</param>
/// <param name="Threads">Of libtorch's pool.</param>
/// <param name="TrainRows">Rows to fit.</param>
/// <param name="DevRows">Rows to choose on.</param>
/// <param name="Commit">The program's.</param>
internal sealed record TransformerOptions(
    Recipe Recipe,
    string RecipeName,
    string Pretrained,
    IReadOnlyList<string> Labels,
    int Seed,
    int Threads,
    int TrainRows,
    int DevRows,
    string Commit) : IRunOptions;
