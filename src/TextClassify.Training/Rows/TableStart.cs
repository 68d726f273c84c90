using System.Numerics.Tensors;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Rows;

/// <summary>The embedding table a run starts from.</summary>
/// <param name="Table">[V,D].</param>
/// <param name="VectorRows">Rows that came from the vectors file.</param>
internal sealed record TableStart(WordTable Table, int VectorRows)
{
    // Standard deviation of rows without a vector when there is none to compare with.
    private const double Deviation = 0.1;

    /// <summary>Rows with a vector take it; the others are normal with the vectors' deviation; padding is zero.</summary>
    /// <exception cref="DataException">The vectors have another width than the net.</exception>
    public static TableStart Create(Vocabulary vocabulary, WordVectors? vectors, int width, Random random)
    {
        if (vectors is not null && vectors.Width != width)
        {
            throw new DataException($"The vectors have {vectors.Width} numbers a word; the recipe's net.embeddingWidth is {width}.");
        }

        var table = new WordTable(width, new float[vocabulary.Count * width]);
        double deviation = vectors is { Count: > 0 } ? DeviationOf(vectors) : Deviation;
        int found = 0;
        for (int id = Vocabulary.UnknownId; id < vocabulary.Count; id++)
        {
            if (vectors is not null && vectors.TryGet(vocabulary[id], out var vector))
            {
                vector.CopyTo(table.Row(id));
                found++;
            }
            else
            {
                FillNormal(table.Row(id), deviation, random);
            }
        }

        return new(table, found);
    }

    private static double DeviationOf(WordVectors vectors)
    {
        double squares = 0;
        for (int row = 0; row < vectors.Count; row++)
        {
            squares += TensorPrimitives.SumOfSquares(vectors[row]);
        }

        return Math.Sqrt(squares / ((double)vectors.Count * vectors.Width));
    }

    private static void FillNormal(Span<float> row, double deviation, Random random)
    {
        for (int i = 0; i < row.Length; i++)
        {
            // Box and Muller; 1 - u is never 0.
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            row[i] = (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }
    }
}
