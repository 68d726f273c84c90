using TextClassify.Explain;
using TextClassify.Explain.Counterfactuals;
using TextClassify.Forward;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain.Counterfactuals;

/// <summary>
/// A model of real words whose logits are sums over the tokens: z_c = b_c + sum_t e_t[c], where e is the word's row. So a deletion and a
/// replacement move each logit by a known amount, wherever they are made.
/// </summary>
internal sealed class WordsModel : IForwardPass, IGradientPass
{
    private readonly float[][] _rows;
    private readonly float[] _bias;

    public WordsModel(float[] bias, params (string Word, float[] Row)[] words)
    {
        _bias = bias;
        _rows = [new float[words[0].Row.Length], new float[words[0].Row.Length], .. words.Select(word => word.Row)];
        Encoder = new TextEncoder(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. words.Select(word => word.Word)]), maxTokens: 8);
        Shape = new ForwardShape(bias.Length, Aspects: 1, StateWidth: 1, WordWidth: 1);
    }

    public TextEncoder Encoder { get; }

    public ForwardShape Shape { get; }

    public ReadOnlyMemory<float> Bias => _bias;

    public IGradientPass Gradients => this;

    public int EmbeddingWidth => _rows[0].Length;

    public int VocabularySize => _rows.Length;

    public List<int> RowsByCall { get; } = [];

    public float[] Logits(string text) => Logits(Encoder.Encode(text).Ids.ToArray());

    public int LabelOf(string text) => Array.IndexOf(Logits(text), Logits(text).Max());

    public Task<Explanation> ExplainAsync(
        string text, string parameters = "{}", int? target = null, int blockTokens = 4096, Deadline deadline = default)
    {
        var explainer = new CounterfactualExplainer(blockTokens);
        var request = new ExplanationQuery
        {
            Text = Encoder.Encode(text),
            Target = target,
            Temperature = 1,
            Parameters = ((IExplainer)explainer).Bind(ExplainRequests.Json(parameters), Shape).Values!,
            Source = new SourceText(text, Encoder),
            Deadline = deadline,
        };
        return explainer.ExplainAsync(request, this, TestContext.Current.CancellationToken);
    }

    public void Embed(ReadOnlySpan<int> ids, Span<float> embeddings)
    {
        for (int token = 0; token < ids.Length; token++)
        {
            _rows[ids[token]].CopyTo(embeddings[(token * EmbeddingWidth)..]);
        }
    }

    public Task<ForwardBatch> RunAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RowsByCall.Add(rows.Count);
        var results = rows.Select(row => new ForwardResult { Logits = Logits(row.ToArray()) });
        return Task.FromResult(new ForwardBatch([.. results], TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)));
    }

    public Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> embeddings,
        int tokens,
        ReadOnlyMemory<float> targetWeights,
        Memory<float> logits,
        Memory<float> gradients,
        CancellationToken cancellationToken)
    {
        RowsByCall.Add(1);
        for (int token = 0; token < tokens; token++)
        {
            var gradient = gradients.Span.Slice(token * EmbeddingWidth, EmbeddingWidth);
            gradient.Clear();
            targetWeights.Span.CopyTo(gradient);
        }

        return Task.FromResult(default(GradientTiming));
    }

    private float[] Logits(int[] ids) => [.. _bias.Select((bias, label) => bias + ids.Sum(id => _rows[id][label]))];
}
