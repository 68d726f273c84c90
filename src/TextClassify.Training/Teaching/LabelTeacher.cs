using System.Numerics.Tensors;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Teaching;

/// <summary>A package of any kind that classifies, as a teacher of its labels.</summary>
internal sealed class LabelTeacher : IDisposable
{
    private readonly OpenPackage<ITextClassifier> _package;

    // Place of each of the pupil's labels among the package's.
    private readonly int[] _places;

    private LabelTeacher(OpenPackage<ITextClassifier> package, int[] places) => (_package, _places) = (package, places);

    /// <param name="path">Of the package.</param>
    /// <param name="labels">The pupil's.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="DataException">It is no classifier, or its labels are others.</exception>
    public static async Task<LabelTeacher> OpenAsync(string path, IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var package = await OpenPackage.LoadAsync(path, cancellationToken);
        var own = package.Model.Labels.ToList();
        int[] places = [.. labels.Select(label => own.IndexOf(label))];
        if (own.Count != labels.Count || places.Contains(-1))
        {
            package.Dispose();
            throw new DataException($"{path} has the labels {string.Join(", ", own)}, and the recipe's are {string.Join(", ", labels)}.");
        }

        return new(package, places);
    }

    /// <summary>
    /// Adds a share of its logits, whose mean over labels is taken off: what is the same for all labels says nothing.
    /// </summary>
    /// <param name="texts">To read.</param>
    /// <param name="logits">[texts][labels]; a text without a token adds nothing.</param>
    /// <param name="share">Of the whole.</param>
    /// <param name="cancellationToken">Ends the runs.</param>
    public async Task AddAsync(
        IReadOnlyList<string> texts, IReadOnlyList<float[]> logits, float share, CancellationToken cancellationToken)
    {
        var full = texts.Select(text => _package.Model.Encoder.Encode(text).Ids).Index().Where(text => text.Item.Length > 0).ToArray();
        if (full.Length == 0)
        {
            return;
        }

        var answer = await _package.Model.Forward.RunAsync(
            [.. full.Select(text => text.Item)], ForwardOutputs.Logits, cancellationToken);
        foreach (var (text, result) in full.Zip(answer.Results))
        {
            float mean = TensorPrimitives.Average<float>(result.Logits);
            for (int label = 0; label < _places.Length; label++)
            {
                logits[text.Index][label] += share * (result.Logits[_places[label]] - mean);
            }
        }
    }

    public void Dispose() => _package.Dispose();
}
