using Microsoft.ML.OnnxRuntime;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Training.Tests.Import;

/// <summary>An exported graph run as its publisher would run it: one text, no padding.</summary>
internal sealed class PlainGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    public PlainGraph(string path)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(path, options);
    }

    public float[] Logits(EncodedText text) => Output(text, ForwardGraph.Logits);

    /// <summary>An output, whole.</summary>
    public float[] Output(EncodedText text, string name)
    {
        int[] row = [.. text.Special.Prefix.Span, .. text.Ids.Span, .. text.Special.Suffix.Span];
        long[] ids = Array.ConvertAll(row, id => (long)id), mask = new long[row.Length], types = new long[row.Length];
        long[] shape = [1, row.Length];
        Array.Fill(mask, 1);
        string[] names = [.. _session.InputMetadata.Keys];
        var values = names.Select(input => OrtValue.CreateTensorValueFromMemory(
            input switch { "input_ids" => ids, "attention_mask" => mask, _ => types }, shape)).ToArray();
        using var outputs = _session.Run(_options, names, values, [name]);
        float[] numbers = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        Array.ForEach(values, value => value.Dispose());
        return numbers;
    }

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }
}
