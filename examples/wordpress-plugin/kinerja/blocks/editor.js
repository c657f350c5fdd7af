// What the editor shows of the blocks: a placeholder with their fields, and what of these cannot be used. Pages are drawn by
// PHP. No build step: this is the file that browsers load.
(({ blocks, blockEditor, components, element }, { fields, ...words }) => {
  const make = element.createElement;
  /** Looks that WordPress asks for by name until they are its own. */
  const LOOKS = { __nextHasNoMarginBottom: true, __next40pxDefaultSize: true };

  /** `%1$s` and `%s` in a text, as PHP fills them in. */
  const filled = (text, ...values) => text.replace(/%(?:(\d)\$)?s/g, (_, place) => values[(place || 1) - 1]);

  const problemOf = ({ label, pattern, example, required }, value) => {
    const fits = value === '' ? !required : new RegExp(pattern).test(value);
    return fits ? '' : `⚠ ${filled(words.wrong, label, value, example)}`;
  };

  const hintOf = ({ setting, example }) =>
    setting ? filled(words.fromSettings, setting) : filled(words.example, example);

  const control = (field, { attributes, setAttributes }) => {
    const { name, label, options } = field;
    const value = attributes[name] || '';
    const shared = { ...LOOKS, key: name, label, value, onChange: (typed) => setAttributes({ [name]: typed.trim() }) };
    return options.length > 0
      ? make(components.SelectControl, { ...shared, options })
      : make(components.TextControl, { ...shared, help: problemOf(field, value) || hintOf(field) });
  };

  for (const widget of Object.keys(fields)) {
    const name = `kinerja/${widget}`;
    const controls = (props, isChoice) =>
      fields[widget].filter(({ options }) => options.length > 0 === isChoice).map((field) => control(field, props));
    blocks.registerBlockType(name, {
      edit: (props) =>
        make(
          'div',
          blockEditor.useBlockProps(),
          make(
            blockEditor.InspectorControls,
            null,
            make(components.PanelBody, { title: words.appearance }, controls(props, true)),
          ),
          make(
            components.Placeholder,
            { label: blocks.getBlockType(name).title, instructions: words.instructions, isColumnLayout: true },
            controls(props, false),
          ),
        ),
      save: () => null,
    });
  }
})(window.wp, window.kinerjaBlocks);
