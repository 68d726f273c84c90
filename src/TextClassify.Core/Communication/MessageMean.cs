namespace TextClassify.Communication;

/// <summary>What a node makes of the messages that arrive: their mean (CommNet, Sukhbaatar et al. 2016).</summary>
public static class MessageMean
{
    /// <param name="from">Whose messages arrive, a bit a source; with none, <paramref name="heard"/> stays what was heard last.</param>
    /// <param name="messages">Of every source, [N,d].</param>
    /// <param name="heard">Gets the mean, [d].</param>
    public static void Hear(uint from, ReadOnlySpan<float> messages, Span<float> heard)
    {
        if (from == 0)
        {
            return;
        }

        heard.Clear();
        int count = 0;
        for (int other = 0; other * heard.Length < messages.Length; other++)
        {
            if ((from & (1u << other)) != 0)
            {
                TensorPrimitives.Add(heard, messages.Slice(other * heard.Length, heard.Length), heard);
                count++;
            }
        }

        TensorPrimitives.Divide(heard, count, heard);
    }
}
