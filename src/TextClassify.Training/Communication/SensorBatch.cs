using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Communication;

/// <summary>Cases as the net reads them.</summary>
/// <param name="Inputs">x, [T,B,N,F]; zero where a node is missing.</param>
/// <param name="Present">[B,N], 1 where a node takes part.</param>
/// <param name="Labels">int64 [B].</param>
internal sealed record SensorBatch(Tensor Inputs, Tensor Present, Tensor Labels)
{
    public static SensorBatch Of(SensorRecipe recipe, SensorImages images, IReadOnlyList<SensorCase> cases)
    {
        int side = recipe.Side, nodes = recipe.Nodes, width = recipe.Width;
        float[] inputs = new float[side * cases.Count * nodes * width];
        float[] present = new float[cases.Count * recipe.NetNodes];
        long[] labels = new long[cases.Count];
        for (int row = 0; row < cases.Count; row++)
        {
            labels[row] = cases[row].Label;
            for (int node = 0; node < nodes; node++)
            {
                if (cases[row].Present[node])
                {
                    present[(row * recipe.NetNodes) + (recipe.Centralised ? 0 : node)] = 1;
                    Copy(recipe, images, cases[row].Images[node], node, inputs, (row * nodes) + node, cases.Count * nodes);
                }
            }
        }

        // All nodes' pixels of a step lie behind each other, so one node that reads them all has them as they are.
        var x = tensor(inputs, [side, cases.Count, recipe.NetNodes, recipe.Centralised ? nodes * width : width]);
        return new(x, tensor(present, [cases.Count, recipe.NetNodes]), tensor(labels));
    }

    public Arrivals Arrivals(double edgeLoss, Generator random, bool isHard)
    {
        long rows = Present.size(0), nodes = Present.size(1);
        return new(Present)
        {
            Kept = edgeLoss > 0 ? () => empty(rows, nodes, nodes).bernoulli_(1 - edgeLoss, random) : null,
            IsHard = isHard,
        };
    }

    private static void Copy(SensorRecipe recipe, SensorImages images, int image, int node, float[] inputs, int place, int places)
    {
        int side = recipe.Side, width = recipe.Width;
        int first = recipe.Task is SensorTask.Strips ? node * width : 0, count = Math.Clamp(side - first, 0, width);
        for (int step = 0; step < side; step++)
        {
            images.Pixels.AsSpan((((image * side) + step) * side) + first, count).CopyTo(inputs.AsSpan(((step * places) + place) * width));
        }
    }
}
