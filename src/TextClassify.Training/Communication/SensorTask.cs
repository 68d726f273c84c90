namespace TextClassify.Training.Communication;

/// <summary>What nodes that see an image each, or a part of one, have to say together.</summary>
public enum SensorTask
{
    /// <summary>T1: which node sees the image with the highest label; a class a node.</summary>
    Highest,

    /// <summary>T2: whether an odd number of nodes sees an odd label.</summary>
    Parity,

    /// <summary>T3: the label of one image, of which each node sees a strip of columns.</summary>
    Strips,
}
