using System.Buffers;

namespace TextClassify.Explain.Counterfactuals;

/// <summary>The words whose embeddings have the largest cosine with those of given words; exact, by a scan of the whole table.</summary>
internal static class NearestWords
{
    // 256 rows of width 200 are 200 kB, which stay in the second cache while every query passes over them.
    private const int BlockRows = 256;

    /// <summary>For each of <paramref name="ids"/>, up to <paramref name="count"/> other words, nearest first.</summary>
    /// <param name="model">Owns the table.</param>
    /// <param name="encoder">Knows its words: what is none is no candidate (<see cref="ITextEncoder.IsWord"/>).</param>
    /// <param name="ids">The words to start from.</param>
    /// <param name="count">Most neighbours of one word.</param>
    /// <param name="cancellationToken">Seen between blocks of the table.</param>
    public static int[][] Find(
        IGradientPass model, ITextEncoder encoder, ReadOnlySpan<int> ids, int count, CancellationToken cancellationToken)
    {
        int width = model.EmbeddingWidth, words = model.VocabularySize;
        float[] queries = new float[ids.Length * width];
        model.Embed(ids, queries);
        var nearest = new Ranking[ids.Length];
        for (int query = 0; query < nearest.Length; query++)
        {
            nearest[query] = new Ranking(count);
        }

        int[] block = new int[BlockRows];
        float[] table = ArrayPool<float>.Shared.Rent(BlockRows * width);
        try
        {
            for (int first = 0; first < words; first += BlockRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int rows = Math.Min(BlockRows, words - first);
                for (int row = 0; row < rows; row++)
                {
                    block[row] = first + row;
                }

                model.Embed(block.AsSpan(0, rows), table);
                for (int row = 0; row < rows; row++)
                {
                    if (encoder.IsWord(first + row))
                    {
                        Offer(table.AsSpan(row * width, width), first + row, ids, queries, nearest);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(table);
        }

        return Array.ConvertAll(nearest, ranking => ranking.Ids());
    }

    /// <summary>The query's own norm is the same for every word, so the order by cosine is that by dot over the word's norm.</summary>
    private static void Offer(ReadOnlySpan<float> word, int id, ReadOnlySpan<int> ids, ReadOnlySpan<float> queries, Ranking[] nearest)
    {
        float norm = TensorPrimitives.Norm(word);
        if (norm == 0)
        {
            return;
        }

        for (int query = 0; query < ids.Length; query++)
        {
            if (ids[query] != id)
            {
                nearest[query].Offer(TensorPrimitives.Dot(word, queries.Slice(query * word.Length, word.Length)) / norm, id);
            }
        }
    }

    /// <summary>The best so many offers, best first; of equal ones the earlier stays.</summary>
    private sealed class Ranking(int capacity)
    {
        private readonly float[] _scores = new float[capacity];
        private readonly int[] _ids = new int[capacity];
        private int _count;

        public void Offer(float score, int id)
        {
            if (capacity == 0 || (_count == capacity && score <= _scores[_count - 1]))
            {
                return;
            }

            int place = _count < capacity ? _count++ : capacity - 1;
            for (; place > 0 && _scores[place - 1] < score; place--)
            {
                _scores[place] = _scores[place - 1];
                _ids[place] = _ids[place - 1];
            }

            _scores[place] = score;
            _ids[place] = id;
        }

        public int[] Ids() => _ids[.._count];
    }
}
