using TextClassify.Forward;
using TextClassify.HiddenStates;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Serving;

namespace TextClassify.Training.Maps;

/// <summary>Runs the kept texts and gathers what a map of one kind is made from.</summary>
internal sealed class CorpusStates(ITextClassifier model, EncodedSplit kept, bool[] heldBack, MapRequest request)
{
    private const int HeldBackStates = 600;

    public async Task<MapSource> GatherAsync(StateKind kind, string corpusSha256, CancellationToken cancellationToken)
    {
        var output = kind switch
        {
            StateKind.Forward => ForwardOutputs.ForwardStates,
            StateKind.Backward => ForwardOutputs.BackwardStates,
            _ => ForwardOutputs.WordStates,
        };
        var results = await kept.RunAsync(model.Forward, output | ForwardOutputs.Evidence | ForwardOutputs.LocalLogits, cancellationToken);
        float[][] states = [.. results.Select(result => kind switch
        {
            StateKind.Forward => result.ForwardStates,
            StateKind.Backward => result.BackwardStates,
            _ => result.WordStates,
        })];
        int width = kind is StateKind.Word ? model.Forward.Shape.WordWidth : model.Forward.Shape.StateWidth;
        float[][] jumps = [.. states.Select(row => Jumps(row, width, kind is StateKind.Backward))];

        var map = Choose(held: false, request.States);
        var others = Choose(held: true, HeldBackStates);
        return new MapSource
        {
            Kind = kind,
            ModelSha256 = ModelDigest.Of(model.Manifest),
            CorpusSha256 = corpusSha256,
            Width = width,
            States = Stack(map),
            HeldBack = Stack(others),
            Points = Describe(map, results, jumps),
            Jumps = JumpHistogram.Of([.. jumps.SelectMany(row => kind is StateKind.Backward ? row.SkipLast(1) : row.Skip(1))]),
            Seed = request.Seed,
        };

        List<StatePlace> Choose(bool held, int most)
        {
            var rows = Enumerable.Range(0, kept.Rows.Count).Where(row => heldBack[row] == held);
            return StateChoice.Distinct(
                StateChoice.Order(rows, row => kept.Labels[row], row => kept.Texts[row].Length, request.Seed), State, most);
        }

        ReadOnlyMemory<float> State(StatePlace place) => states[place.Row].AsMemory(place.Token * width, width);

        float[] Stack(List<StatePlace> places)
        {
            float[] stacked = new float[places.Count * width];
            for (int i = 0; i < places.Count; i++)
            {
                State(places[i]).CopyTo(stacked.AsMemory(i * width));
            }

            return stacked;
        }
    }

    private static float[] Jumps(float[] states, int width, bool backward)
    {
        float[] jumps = new float[states.Length / width];
        StepDistance.Write(states, width, backward, jumps);
        return jumps;
    }

    private MapPoints Describe(List<StatePlace> places, ForwardResult[] results, float[][] jumps)
    {
        int classes = model.Forward.Shape.Classes;
        var scale = model.Scale;
        var local = results.Select(result =>
        {
            float[] probabilities = new float[result.LocalLogits.Length];
            ExpectedPrediction.WriteLocal(result.LocalLogits, classes, scale, probabilities);
            return probabilities;
        }).ToArray();
        var cumulative = results.Select(result =>
        {
            float[] probabilities = new float[result.Evidence.Length];
            ExpectedPrediction.WriteCumulative(result.Evidence, model.Forward.Bias.Span, scale, probabilities);
            return probabilities;
        }).ToArray();
        (byte Label, byte Score)[] locals = [.. places.Select(place => Best(local, place))];
        (byte Label, byte Score)[] cumulatives = [.. places.Select(place => Best(cumulative, place))];
        return new MapPoints
        {
            X = [],
            Y = [],
            PrincipalX = [],
            PrincipalY = [],
            Jumps = [.. places.Select(place => jumps[place.Row][place.Token])],
            Rows = [.. places.Select(place => place.Row)],
            Tokens = [.. places.Select(place => (ushort)place.Token)],
            Labels = [.. places.Select(place => (byte)kept.Labels[place.Row])],
            LocalLabels = [.. locals.Select(best => best.Label)],
            LocalScores = [.. locals.Select(best => best.Score)],
            CumulativeLabels = [.. cumulatives.Select(best => best.Label)],
            CumulativeScores = [.. cumulatives.Select(best => best.Score)],
        };

        (byte Label, byte Score) Best(float[][] probabilities, StatePlace place)
        {
            var row = probabilities[place.Row].AsSpan(place.Token * classes, classes);
            int best = Probabilities.ArgMax<float>(row);
            return ((byte)best, (byte)MathF.Round(row[best] * byte.MaxValue));
        }
    }
}
