namespace TextClassify.Explain.Perturbation;

/// <summary>When the deadline may end a run of rows.</summary>
internal enum RowStop
{
    /// <summary>All rows are run whatever the clock says; an answer needs them.</summary>
    Never,

    /// <summary>Before any block but the first.</summary>
    AfterOneBlock,

    /// <summary>Before any block.</summary>
    AtOnce,
}
