using TextClassify.Api.Maps;
using TextClassify.HiddenStates;
using TextClassify.HiddenStates.Maps;

namespace TextClassify.Api.HiddenStates.Search;

/// <summary>Looks for states of one kind in a model's corpus.</summary>
internal sealed class StateSearch(ITextClassifier model, StateKind kind, int top)
{
    private const double DefaultThreshold = 0.3;

    /// <summary>Texts run together.</summary>
    private const int ChunkRows = 64;

    private readonly CorpusTexts _texts = new(model);

    private int Width => kind is StateKind.Word ? model.Forward.Shape.WordWidth : model.Forward.Shape.StateWidth;

    /// <param name="text">Of the question; null where it has none.</param>
    /// <param name="overCorpus">Whether all texts of the corpus are run.</param>
    public RequestCost CostOf(EncodedText? text, bool overCorpus)
    {
        long tokens = 0, longest = text?.Length ?? 0;
        foreach (var searched in overCorpus ? model.Maps.Texts : [])
        {
            tokens += searched.Length;
            longest = Math.Max(longest, searched.Length);
        }

        return new RequestCost(
            tokens + (text?.Length ?? 0), (ChunkRows * longest * Width * sizeof(float)) + ((tokens + top) * AnswerSize.Token));
    }

    /// <summary>States of the map near one state.</summary>
    /// <param name="near">What is asked.</param>
    /// <param name="text">Its text as the model reads it, with the token in it; null for a point.</param>
    /// <param name="map">Of this kind.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<StateSearchResponse> NearAsync(
        NearSearch near, EncodedText? text, ReferenceMap map, CancellationToken cancellationToken)
    {
        float[] state = new float[Width];
        if (text is null)
        {
            map.CopyState(near.Point!.Value, state);
        }
        else
        {
            (await StatesAsync(text, cancellationToken)).AsSpan(near.Token!.Value * Width, Width).CopyTo(state);
        }

        // As single precision, so that a distance from an answer takes its own state in.
        float? within = (float?)near.Within;
        var work = new ParallelOptions { CancellationToken = cancellationToken };
        var nearest = map.Nearest(state, top + (text is null ? 1 : 0), work);
        var states = new MapPositions(model, map).Describe(nearest, 0, nearest.Neighbours)
            .Where(found => (text is not null || found.Point != near.Point) && !(found.Distance > within))
            .Take(top);
        return Answer() with { Map = MapNames.IdOf(model, map), Near = [.. states] };
    }

    /// <summary>Spans of the corpus over which units are on. All texts are run, as the maps hold only some of their states.</summary>
    /// <param name="pattern">What is asked.</param>
    /// <param name="text">Its text as the model reads it, with the span in it; null where units are given.</param>
    /// <param name="cancellationToken">Stops the runs.</param>
    public async Task<StateSearchResponse> PatternAsync(PatternSearch pattern, EncodedText? text, CancellationToken cancellationToken)
    {
        double threshold = pattern.Threshold ?? DefaultThreshold;
        int[] units = text is null
            ? [.. pattern.Units!.Distinct().Order()]
            : UnitPattern.UnitsOn(
                await StatesAsync(text, cancellationToken), Width, pattern.Start!.Value, pattern.End!.Value, (float)threshold);
        var spans = new List<(int Row, UnitPattern.Run Run)>();
        var runs = new List<UnitPattern.Run>();
        foreach (int[] chunk in units.Length == 0 ? [] : Enumerable.Range(0, model.Maps.Texts.Length).Chunk(ChunkRows))
        {
            var batch = await model.Forward.RunAsync([.. chunk.Select(row => model.Maps.Texts[row].Ids)], Output, cancellationToken);
            for (int i = 0; i < chunk.Length; i++)
            {
                runs.Clear();
                UnitPattern.AddRuns(StatesOf(batch.Results[i]), Width, units, (float)threshold, pattern.LeastTokens ?? 1, runs);
                spans.AddRange(runs.Select(run => (chunk[i], run)));
            }
        }

        int[] byLabel = new int[model.Labels.Count];
        foreach (var (row, _) in spans)
        {
            byLabel[model.Maps.Corpus!.Texts[row].Label]++;
        }

        return Answer() with
        {
            Units = units,
            Threshold = threshold,
            TextsSearched = model.Maps.Texts.Length,
            SpansFound = spans.Count,
            SpansByLabel = byLabel,
            Spans =
            [
                .. spans.OrderByDescending(span => span.Run.Mean).ThenBy(span => span.Row).ThenBy(
                    span => span.Run.Start).Take(top).Select(Describe),
            ],
        };
    }

    private ForwardOutputs Output => kind switch
    {
        StateKind.Forward => ForwardOutputs.ForwardStates,
        StateKind.Backward => ForwardOutputs.BackwardStates,
        _ => ForwardOutputs.WordStates,
    };

    private StateSearchResponse Answer() => new() { Model = ModelLookup.Reference(model), State = MapNames.Of(kind) };

    private async Task<float[]> StatesAsync(EncodedText text, CancellationToken cancellationToken) =>
        StatesOf(
            (await model.Forward.Under(
                new ForwardTerms(ForwardLane.Interactive)).RunAsync([text.Ids], Output, cancellationToken)).Results[0]);

    private float[] StatesOf(ForwardResult result) => kind switch
    {
        StateKind.Forward => result.ForwardStates,
        StateKind.Backward => result.BackwardStates,
        _ => result.WordStates,
    };

    private ReferenceSpan Describe((int Row, UnitPattern.Run Run) span)
    {
        var (before, words, after) = _texts.Cut(span.Row, span.Run.Start, span.Run.End);
        return new ReferenceSpan(
            span.Row,
            span.Run.Start,
            span.Run.End,
            before,
            words,
            after,
            _texts.LabelOf(span.Row),
            _texts.PredictionOf(span.Row),
            span.Run.Mean);
    }
}
