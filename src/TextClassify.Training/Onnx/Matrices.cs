namespace TextClassify.Training.Onnx;

/// <summary>Weights brought into the order in which the graph multiplies them, so that nothing is transposed at run time.</summary>
internal static class Matrices
{
    /// <summary>[rows, columns] to [columns, rows].</summary>
    public static Weight Transpose(Weight weight)
    {
        int rows = weight.Shape[0], columns = weight.Shape[1];
        float[] values = new float[weight.Values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                values[(column * rows) + row] = weight.Values[(row * columns) + column];
            }
        }

        return new Weight(weight.Name + ".transposed", [columns, rows], values);
    }

    extension(GraphBuilder graph)
    {
        public Value Transposed(Weight weight)
        {
            var transposed = Transpose(weight);
            return graph.Weight(transposed.Name, [.. transposed.Shape], transposed.Values);
        }

        public Value Vector(Weight weight) => graph.Weight(weight.Name, [.. weight.Shape], weight.Values);
    }
}
