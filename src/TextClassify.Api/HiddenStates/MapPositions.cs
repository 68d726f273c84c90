using TextClassify.Api.Maps;
using TextClassify.HiddenStates.Maps;
using TextClassify.HiddenStates.Projection;

namespace TextClassify.Api.HiddenStates;

/// <summary>Looks states up in a reference map.</summary>
internal sealed class MapPositions(ITextClassifier model, ReferenceMap map)
{
    private readonly CorpusTexts _texts = new(model);

    /// <summary>The sequence with what the plan asks of the map.</summary>
    public StateSequence Add(StateSequence sequence, float[] states, HiddenStatesPlan plan, CancellationToken cancellationToken)
    {
        var work = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        int needed = Math.Max(plan.Neighbours, plan.Positions ? ReferenceMap.PlacementNeighbours : 0);
        var nearest = map.Nearest(states, needed, work);
        var placed = plan.Positions ? map.Place(states, nearest, work) : null;
        return sequence with
        {
            Map = MapNames.IdOf(model, map),
            Positions = placed is null ? null : [.. placed.Select(state => new[] { state.X, state.Y })],
            PrincipalPositions = placed is null ? null : [.. placed.Select(state => new[] { state.PrincipalX, state.PrincipalY })],
            DistancePercentile = placed is null ? null : [.. placed.Select(state => state.Percentile)],
            Neighbours = plan.Neighbours == 0
                ? null
                : [.. Enumerable.Range(0, nearest.Queries).Select(state => Describe(nearest, state, plan.Neighbours))],
        };
    }

    /// <summary>The nearest of one query.</summary>
    public IReadOnlyList<ReferenceState> Describe(NeighbourGraph nearest, int query, int most)
    {
        var states = new ReferenceState[Math.Min(most, nearest.Neighbours)];
        for (int rank = 0; rank < states.Length; rank++)
        {
            states[rank] = Describe(nearest.IdsOf(query)[rank], nearest.DistancesOf(query)[rank]);
        }

        return states;
    }

    private ReferenceState Describe(int point, float distance)
    {
        var points = map.Points;
        var labels = model.Labels;
        int row = points.Rows[point], token = points.Tokens[point];
        var (before, word, after) = _texts.Cut(row, token, token + 1);
        return new ReferenceState(
            point,
            distance,
            row,
            token,
            before,
            word,
            after,
            labels[points.Labels[point]],
            new LabelScore(labels[points.LocalLabels[point]], points.LocalScores[point] / 255f),
            new LabelScore(labels[points.CumulativeLabels[point]], points.CumulativeScores[point] / 255f));
    }
}
