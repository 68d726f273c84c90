using System.Numerics.Tensors;
using TextClassify.Forward;
using TextClassify.Inference.Serving;
using TextClassify.Training.Import;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Pretraining;

/// <summary>A transformer whose states are what a smaller net learns to give.</summary>
internal sealed class Teacher : IDisposable
{
    // Texts of one call: enough that the batcher finds neighbours in length.
    private const int TextsAtOnce = 64;

    private readonly string _folder;
    private readonly OpenPackage<ITextClassifier> _package;

    private Teacher(string folder, OpenPackage<ITextClassifier> package) => (_folder, _package) = (folder, package);

    /// <summary>Numbers of a text's vector.</summary>
    public int Width => _package.Model.Forward.Shape.WordWidth;

    /// <param name="path">The assembly that carries MiniLM.</param>
    /// <param name="time">For the check at load.</param>
    /// <param name="cancellationToken">Ends the import.</param>
    /// <exception cref="DataException">It is not there, or can't be imported.</exception>
    public static async Task<Teacher> OpenAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("textclassify-teacher-").FullName;
        try
        {
            string export = Directory.CreateDirectory(Path.Combine(folder, "export")).FullName;
            MiniLmExport.Write(path, export, () => 0.01f);
            var request = new ImportRequest { From = export, Name = "teacher", Version = "1", OutFolder = folder };
            await Publisher.PublishAsync(new ImportPublication(request), request, time, cancellationToken);
            return new(folder, await OpenPackage.LoadAsync(Path.Combine(folder, "teacher", "1"), cancellationToken));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>The mean of a text's states at its own tokens, [texts][Width]; zeros for a text without a token.</summary>
    public async Task<float[][]> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new float[texts.Count][];
        foreach (int[] chunk in Enumerable.Range(0, texts.Count).Chunk(TextsAtOnce))
        {
            var encoded = chunk.Select(i => (Text: i, _package.Model.Encoder.Encode(texts[i]).Ids)).ToArray();
            var full = encoded.Where(pair => pair.Ids.Length > 0).ToArray();
            if (full.Length > 0)
            {
                var answer = await _package.Model.Forward.RunAsync(
                    [.. full.Select(pair => pair.Ids)], ForwardOutputs.WordStates, cancellationToken);
                for (int i = 0; i < full.Length; i++)
                {
                    vectors[full[i].Text] = Mean(answer.Results[i].WordStates);
                }
            }

            foreach (var (text, _) in encoded.Where(pair => pair.Ids.Length == 0))
            {
                vectors[text] = new float[Width];
            }
        }

        return vectors;
    }

    public void Dispose()
    {
        _package.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private float[] Mean(ReadOnlySpan<float> states)
    {
        float[] mean = new float[Width];
        for (int start = 0; start < states.Length; start += Width)
        {
            TensorPrimitives.Add(mean, states.Slice(start, Width), mean);
        }

        TensorPrimitives.Divide(mean, states.Length / Width, mean);
        return mean;
    }
}
