using TextClassify.Explain;
using TextClassify.Explain.Quality;
using TextClassify.Explain.Quality.Metrics;
using TextClassify.Forward;
using TextClassify.Numerics;

namespace TextClassify.Training.Explaining;

/// <summary>Explains each text's predicted label by every method and measures what they say, one text at a time.</summary>
internal sealed class Comparison
{
    private readonly ComparisonRequest _request;
    private readonly MethodTally[] _tallies;
    private readonly Mean[,] _agreement;
    private readonly TimeProvider _time;
    private readonly Mean _correct = new();

    /// <param name="request">What to compare.</param>
    /// <param name="time">Measures the methods.</param>
    public Comparison(ComparisonRequest request, TimeProvider time)
    {
        _request = request;
        _time = time;
        _tallies = [.. request.Methods.Select(method => new MethodTally(method))];
        _agreement = new Mean[_tallies.Length, _tallies.Length];
        foreach (int cell in Enumerable.Range(0, _agreement.Length))
        {
            _agreement[cell / _tallies.Length, cell % _tallies.Length] = new Mean();
        }
    }

    public async Task AddAsync(ComparedText text, CancellationToken cancellationToken)
    {
        var model = _request.Model;
        var prediction = await model.Forward.RunAsync([text.Encoded.Ids], ForwardOutputs.Logits, cancellationToken);
        int target = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(prediction.Results[0].Logits);
        _correct.Add(text.Label is { } label ? label == target ? 1 : 0 : double.NaN);

        QualityProbe? probe = null;
        float[][] scores = new float[_tallies.Length][];
        for (int i = 0; i < _tallies.Length; i++)
        {
            var subject = await ExplainAsync(_tallies[i].Method, text, target, cancellationToken);
            probe ??= new QualityProbe(subject.Subject, model.Forward, _request.Options);
            scores[i] = subject.Subject.Explanation.Scores;
            _tallies[i].Add(
                subject.Subject.Explanation,
                subject.Elapsed,
                await QualityCatalog.MeasureAsync(_request.Metrics, subject.Subject, probe, Deadline.None, cancellationToken));

            // People marked why the text has its label; where the model sees another, its reasons are for something else.
            if (text.Human is { } human && text.Label == target)
            {
                _tallies[i].AddHuman(scores[i], human);
            }

            for (int other = 0; other <= i; other++)
            {
                double agreement = RankCorrelation.Spearman(scores[i], scores[other]);
                _agreement[i, other].Add(agreement);
                _agreement[other, i].Add(other == i ? double.NaN : agreement);
            }
        }
    }

    public ComparisonReport Report(string data, int rows) => new()
    {
        Model = $"{_request.Model.Manifest.Name} {_request.Model.Manifest.Version}",
        Sha256 = _request.Model.Sha256,
        Data = data,
        Rows = rows,
        Texts = _tallies[0].Calls.Count,
        Accuracy = ComparisonReport.Number(_correct.Value),
        TextsWithRationales = _tallies[0][MethodTally.TokenF1].Count,
        Options = _request.Options,
        Methods = [.. _tallies.Select(tally => ComparedFigures.Of(tally, _request.Metrics))],
        Agreement = [.. Enumerable.Range(0, _tallies.Length).Select(i =>
            Enumerable.Range(0, _tallies.Length).Select(j => ComparisonReport.Number(_agreement[i, j].Value)).ToArray())],
    };

    private async Task<(QualitySubject Subject, TimeSpan Elapsed)> ExplainAsync(
        ComparedMethod method, ComparedText text, int target, CancellationToken cancellationToken)
    {
        var request = new ExplanationQuery
        {
            Text = text.Encoded,
            Target = target,
            Temperature = _request.Model.Temperature,
            Independent = _request.Model.Scale.Independent,
            Parameters = method.Parameters,
        };
        if (method.Explainer.Check(request) is { } fault)
        {
            throw new DataException($"{method.Title}: {fault.Message}");
        }

        long start = _time.GetTimestamp();
        var explanation = await method.Explainer.ExplainAsync(request, _request.Model.Forward, cancellationToken);
        var elapsed = _time.GetElapsedTime(start);

        return (new QualitySubject { Explainer = method.Explainer, Request = request, Explanation = explanation }, elapsed);
    }
}
