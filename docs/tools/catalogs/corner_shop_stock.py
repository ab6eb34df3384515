"""What the invented corner shop stocks, one line a style: every name here is made up."""

# Each table names its columns in a comment; `a b` in a cell are alternatives or tags, `;` separates names of styles.

BRANDS = {
    "Plain Thursday": (0.72, "Jeans T-shirts Jackets Dresses"),
    "Loomwick": (1.0, "Jeans T-shirts Jackets Dresses"),
    "Marlow Finch": (1.08, "T-shirts Dresses Jackets Shoes"),
    "Ostervale": (1.4, "Jeans T-shirts Jackets"),
    "Velmora": (1.5, "Dresses Shoes Bags"),
    "Tarnholm": (1.35, "Jackets Shoes Bags"),
    "Little Otterly": (0.9, "kids"),
    "Brindle & Moss": (1.1, "kids"),
    "Stride Parade": (0.75, "Shoes"),
    "Cobblewright": (1.45, "Shoes"),
    "Hasp & Buckle": (1.3, "Bags"),
    "Satchelry": (0.8, "Bags"),
    "Meadowlarke": (1.2, "Skin-care Hair-care"),
    "Vossel Lab": (1.5, "Skin-care Hair-care"),
    "Pure Puddle": (0.7, "Skin-care Hair-care Shaving-supplies"),
    "Edgeley": (1.15, "Razors Shaving-supplies"),
    "Quay Nine": (1.2, "Coffee"),
    "Bluebarrow": (0.85, "Coffee Tea"),
    "Lantern Leaf": (1.25, "Tea"),
    "Fernlight": (1.2, "Candles"),
    "Waxwing House": (0.85, "Candles"),
    "Pieceable": (1.0, "Puzzles"),
    "Inkwell Lane": (1.15, "Notebooks"),
    "Papermoor": (0.8, "Notebooks Puzzles"),
    "Wirewood": (1.15, "accessories"),
    "Cellwick": (0.8, "accessories"),
}
DEPARTMENTS = {
    "Clothes": "Jeans|T-shirts|Dresses|Jackets",
    "Shoes": "Shoes",
    "Bags": "Bags",
    "Care": "Skin care|Hair care|Razors|Shaving supplies",
    "Coffee & tea": "Coffee|Tea",
    "Gifts": "Candles|Puzzles|Notebooks",
    "Electronics": "Headphones|Phones|Cameras|Monitors",
    "Accessories": "Cables & chargers|Cases|Memory cards|Batteries",
}
DEPARTMENT = {category: name for name, categories in DEPARTMENTS.items() for category in categories.split("|")}

# Things to wear and carry: category | audience | kind | base price | materials | colours | features | occasions | seasons | style names
WEAR = """
Jeans|men|slim jeans|62|denim organic-denim|indigo black grey blue|stretch|everyday work|all|Alder Birk Corran
Jeans|men|straight jeans|66|denim organic-denim|indigo blue black brown|reinforced pockets|everyday outdoor|all|Dunmore Esker Falk
Jeans|men|relaxed jeans|64|denim recycled-denim|blue grey beige|stretch pockets|everyday|all|Garrick Holm
Jeans|women|slim jeans|64|denim organic-denim|indigo black white blue|stretch|everyday work|all|Isla Juniper Kerria
Jeans|women|straight jeans|68|denim organic-denim|blue indigo beige black|stretch pockets|everyday work|all|Linnea Maren Nuala
Jeans|women|wide-leg jeans|74|denim organic-denim|indigo white brown blue|high-waisted|everyday evening|all|Orla Petra
Jeans|kids|children's jeans|32|denim organic-denim|blue indigo grey|adjustable-waist reinforced|everyday|all|Pip Rascal Sprout
T-shirts|men|crew-neck T-shirt|24|cotton organic-cotton|white black navy grey green|pre-shrunk|everyday|all|Arden Beck Cole Drift
T-shirts|men|V-neck T-shirt|26|cotton viscose|white navy grey|stretch|everyday work|all|Ellis Frey
T-shirts|men|sports T-shirt|32|recycled-polyester|blue black orange green|quick-drying breathable|sport|spring summer|Gale Halden
T-shirts|men|polo shirt|42|cotton organic-cotton|navy white green red|breathable|work everyday|spring summer|Ivor Jarvis
T-shirts|women|crew-neck T-shirt|24|cotton organic-cotton|white black pink navy yellow|pre-shrunk|everyday|all|Kaia Lotte Mila Nell
T-shirts|women|V-neck T-shirt|27|cotton viscose linen|white grey red blue|stretch|everyday work|all|Ottilie Pia
T-shirts|women|sports T-shirt|33|recycled-polyester|purple black blue pink|quick-drying breathable|sport|spring summer|Quinn Runa
T-shirts|women|long-sleeved T-shirt|34|cotton organic-cotton wool|navy beige red white|stretch|everyday work|autumn winter|Saskia Thea
T-shirts|unisex|crew-neck T-shirt|28|organic-cotton|white black green yellow|pre-shrunk|everyday|all|Commons Tandem
T-shirts|kids|children's T-shirt|15|cotton organic-cotton|red yellow blue green|pre-shrunk|everyday sport|all|Bobbin Cricket Dab Fidget
Dresses|women|summer dress|58|cotton viscose linen|yellow blue white red green|pockets breathable|everyday holiday|spring summer|Amapola Brisa Clementine Delphine
Dresses|women|wrap dress|78|viscose cotton|red navy green black|adjustable-waist|work evening|spring summer autumn|Elodie Fleur Greta
Dresses|women|shirt dress|74|cotton linen|blue white beige navy|pockets|work everyday|spring summer|Hanne Iris Josefa
Dresses|women|knitted dress|88|wool cotton|grey brown navy red|warm|work everyday|autumn winter|Karin Liesl
Dresses|women|evening dress|138|silk viscose recycled-polyester|black red navy green|lined|evening|all|Mirabel Noemi Ondine
Dresses|kids|children's dress|34|cotton organic-cotton|pink yellow blue|pockets|everyday holiday|spring summer|Poppy Twirl Wren
Jackets|men|rain jacket|110|recycled-polyester|navy yellow green black|waterproof windproof hood|outdoor everyday|spring autumn|Askr Bjarn
Jackets|men|padded jacket|145|recycled-polyester down|black navy orange|warm windproof hood|outdoor everyday|winter|Calder Dovre
Jackets|men|denim jacket|92|denim organic-denim|blue indigo black|pockets|everyday|spring autumn|Emrys Fenn
Jackets|men|blazer|165|wool linen cotton|navy grey black|lined pockets|work evening|all|Gideon Hartley
Jackets|women|rain jacket|112|recycled-polyester|yellow red navy|waterproof windproof hood|outdoor everyday|spring autumn|Ingrid Jorunn
Jackets|women|padded jacket|148|recycled-polyester down|black beige purple|warm windproof hood|outdoor everyday|winter|Kalla Liv
Jackets|women|denim jacket|92|denim organic-denim|blue white black|pockets|everyday|spring autumn|Mabel Nora
Jackets|women|blazer|160|wool linen viscose|black beige pink|lined pockets|work evening|all|Olivia Philippa
Jackets|unisex|fleece jacket|78|recycled-polyester|green grey red|warm breathable|outdoor sport|autumn winter|Ridge Scree
Jackets|kids|children's rain jacket|48|recycled-polyester|yellow red blue|waterproof windproof hood reflective|outdoor everyday|spring autumn|Puddle Splosh
Shoes|men|trainers|89|leather canvas recycled-polyester|white black navy|breathable|everyday|all|Abbot Brock Crown
Shoes|men|running shoes|118|recycled-polyester|blue black orange|breathable cushioned|sport|all|Dart Ember
Shoes|men|ankle boots|149|leather suede|brown black beige|water-repellent resoleable|work everyday|autumn winter|Forge Gantry
Shoes|men|loafers|128|leather suede|brown black navy|resoleable|work evening|spring summer autumn|Hawthorn Ingram
Shoes|men|hiking boots|172|leather recycled-polyester|brown green grey|waterproof cushioned|outdoor|all|Jotun Kyle
Shoes|women|trainers|88|leather canvas recycled-polyester|white pink black|breathable|everyday|all|Lark Merle Nova
Shoes|women|running shoes|118|recycled-polyester|purple blue black|breathable cushioned|sport|all|Oriole Pace
Shoes|women|ankle boots|146|leather suede|black brown beige|water-repellent resoleable|work everyday|autumn winter|Quill Rosa
Shoes|women|court shoes|122|leather suede satin|black red navy|cushioned|evening work|all|Sienna Tilda
Shoes|women|sandals|72|leather cork canvas|brown white yellow|cushioned adjustable|holiday everyday|summer|Una Verano
Shoes|women|hiking boots|168|leather recycled-polyester|grey brown purple|waterproof cushioned|outdoor|all|Wander
Shoes|kids|children's trainers|46|canvas recycled-polyester|blue red yellow|hook-and-loop breathable|everyday sport|all|Zip Hopper
Shoes|kids|children's boots|54|leather recycled-polyester|brown blue green|waterproof warm|outdoor everyday|autumn winter|Stomp
Bags|unisex|backpack|84|canvas recycled-polyester leather|black green navy beige|laptop-sleeve water-repellent|work everyday outdoor|all|Atlas Bower Cairn Ledger
Bags|women|shoulder bag|98|leather canvas suede|black brown red beige|zip adjustable-strap|everyday evening|all|Delft Elba Faro
Bags|women|clutch|58|leather satin|black silver red|zip|evening|all|Gala Hush
Bags|unisex|tote bag|46|canvas organic-cotton leather|beige black green blue|washable|everyday work|all|Jetty Kiosk Market
Bags|unisex|messenger bag|92|canvas leather recycled-polyester|grey brown navy|laptop-sleeve water-repellent adjustable-strap|work|all|Courier Despatch
Bags|unisex|weekender|138|canvas leather|brown navy green|adjustable-strap water-repellent|holiday|all|Nomad Sojourn
Bags|kids|children's backpack|38|recycled-polyester canvas|yellow blue pink|reflective washable|everyday|all|Acorn Beetle
"""
# Things that run out: category | kind | base price | contents | days per content | suits | scents | names
CARE = """
Skin care|face cream|19|50 ml|60|dry-skin normal-skin sensitive-skin mature-skin oily-skin|none rose chamomile|Oat & Calendula;Quiet Rose;Barrier Repair;Morning Dew;Evening Primrose;Clear Horizon
Skin care|hand cream|8|75 ml|45|dry-skin normal-skin sensitive-skin|lavender none citrus|Potter's;Almond Milk;Lavender Field
Skin care|body lotion|12|250 ml,400 ml|50,80|dry-skin normal-skin sensitive-skin|coconut none citrus lavender|Slow Sunday;Sea Fennel;Bare Minimum
Skin care|face cleanser|13|150 ml|60|oily-skin normal-skin sensitive-skin dry-skin|none green-tea citrus|Clay & Mint;Soft Reset;Rice Water;First Light
Skin care|sun cream|18|100 ml,200 ml|30,60|sensitive-skin normal-skin oily-skin dry-skin|none coconut|Noon Shade SPF 50;Veranda SPF 30
Skin care|lip balm|5|10 ml|40|dry-skin normal-skin sensitive-skin|mint none vanilla|Beekeeper;Peppermint Post
Hair care|shampoo|9|250 ml,500 ml|45,90|dry-hair normal-hair fine-hair curly-hair coloured-hair oily-scalp|citrus none mint rose|Birch Water;Nettle & Lemon;Curl Choir;Copper Keep;Feather Volume;Scalp Calm
Hair care|conditioner|10|250 ml|45|dry-hair fine-hair curly-hair coloured-hair normal-hair|citrus coconut none rose|Birch Water;Curl Choir;Copper Keep;Silk Thread
Hair care|hair mask|15|200 ml|75|dry-hair curly-hair coloured-hair|coconut none vanilla|Overnight;Shea Shelter;Argan Anchor
Hair care|hair oil|17|50 ml,100 ml|90,150|dry-hair curly-hair fine-hair|none rose|Golden Drop;Marula Light
Hair care|solid shampoo|10|80 g|60|normal-hair dry-hair oily-scalp fine-hair|lavender citrus none|Bar None;Rosemary Bar;Oat Bar
Shaving supplies|shaving cream|8|150 ml|60|normal-skin sensitive-skin dry-skin|mint none sandalwood|Barber's Hour;Cool Front;Unscented Calm
Shaving supplies|aftershave balm|14|100 ml|75|normal-skin sensitive-skin dry-skin|sandalwood none citrus|Last Stroke;Cedar Walk
"""
# Coffee and tea: category | kinds (variants) | base price | contents | days | roast or "" | caffeine | taste notes | names
PANTRY = """
Coffee|coffee beans,ground coffee|12|500 g|21|medium|yes|chocolate nutty|Harbour Blend;Market Street
Coffee|coffee beans,ground coffee|14|500 g|21|light|yes|fruity floral|Early Tram;Paper Crane
Coffee|coffee beans,ground coffee|12|500 g|21|dark|yes|chocolate smoky|Night Shift;Old Quay
Coffee|coffee beans,ground coffee|13|500 g|21|medium|no|nutty|Second Thoughts Decaf
Coffee|coffee capsules|9|20 capsules|14|dark|yes|smoky chocolate|Short Story;Corner Espresso
Coffee|coffee capsules|9|20 capsules|14|medium|yes|nutty fruity|Long Story;Window Seat
Tea|black tea|7|100 g loose,20 bags|40,20||yes|malty|Morning Assam;Rainy Quay Breakfast
Tea|black tea|8|100 g loose,20 bags|40,20||yes|citrusy floral|Earl's Orchard
Tea|green tea|9|100 g loose,20 bags|40,20||yes|floral grassy|Jade Terrace;Jasmine Gate
Tea|herbal tea|6|80 g loose,20 bags|40,20||no|minty fresh|Peppermint Path;Sleepy Hollow
Tea|fruit tea|6|20 bags|20||no|fruity|Hedgerow;Red Scarf;Apple Attic
Tea|rooibos|7|100 g loose|40||no|sweet nutty|Amber Plain;Vanilla Dusk
"""
# Small presents: category | kind | base price | materials | colours | tastes | given to | detail (scent, pieces or pages) | names
PRESENTS = """
Candles|scented candle|18|soy-wax beeswax|beige green red purple|cosy elegant|partner friend parent colleague|vanilla,fir,fig,lavender|Library Hour;Fir & Frost;Fig Courtyard;Linen Cupboard;First Snow
Candles|pillar candle|9|beeswax paraffin|white red yellow|cosy|friend parent colleague||Long Evening;Honey Hive;Four Sundays
Candles|candle set|26|soy-wax paraffin|multicoloured white|cosy elegant|partner friend parent|citrus,rose|Seven Tapers;Tealight Parade;Rainbow Box
Puzzles|jigsaw puzzle|16|cardboard|multicoloured blue green|playful cosy|friend parent child|500,1000,1500|Harbour at Dusk;Bookshop Cats;Map of Nowhere;Mountain Hut;Botanist's Desk;Thousand Umbrellas
Puzzles|children's puzzle|12|cardboard wood|multicoloured yellow red|playful|child|24,48,100|Busy Farm;Under the Sea;Fire Station;Dinosaur Picnic
Puzzles|wooden puzzle|24|wood|brown beige|playful creative|friend child parent colleague|12,27,54|Burr Cube;Bridge Builder;Star Lock
Puzzles|3D puzzle|32|wood cardboard|brown multicoloured|playful creative|partner friend child|160,220,310|Lighthouse;Night Tram;Clockwork Owl
Notebooks|notebook|14|paper leather|black red blue green|creative elegant|friend colleague partner||Margin;Fieldbook;Dotted Line;Plain Speaking
Notebooks|sketchbook|17|paper|black beige|creative|friend child partner||Soft Pencil;Plein Air
Notebooks|planner|21|paper leather|green black pink|elegant practical|colleague partner parent||Twelve Moons;Week by Week
"""
# Electronics: category | kind | brand | name | price | months | grams | features | colours | details
DEVICES = """
Headphones|over-ear headphones|Sonderby|Hush 3|279|24|252|wireless noise-cancelling foldable|black beige blue|battery_life=38 connectors=usb-c,bluetooth,jack
Headphones|over-ear headphones|Sonderby|Hush Lite|169|24|228|wireless noise-cancelling|black white|battery_life=30 connectors=usb-c,bluetooth
Headphones|over-ear headphones|Tuneberry|Studio One|119|24|285|wired studio-sound foldable|black|connectors=jack
Headphones|over-ear headphones|Tuneberry|Carry On|59|24|214|wireless foldable|black pink blue|battery_life=26 connectors=usb-c,bluetooth
Headphones|over-ear headphones|Halvorn|Reference 7|389|36|310|wireless noise-cancelling studio-sound|black silver|battery_life=44 connectors=usb-c,bluetooth,jack
Headphones|in-ear headphones|Sonderby|Pebble Pro|189|24|52|wireless noise-cancelling water-resistant|black white|battery_life=28 connectors=usb-c,bluetooth
Headphones|in-ear headphones|Sonderby|Pebble|99|24|48|wireless water-resistant|white green black|battery_life=24 connectors=usb-c,bluetooth
Headphones|in-ear headphones|Tuneberry|Sprig|39|24|46|wireless|white black yellow|battery_life=20 connectors=usb-c,bluetooth
Headphones|in-ear headphones|Tuneberry|Wire|19|12|18|wired|white black|connectors=usb-c
Headphones|sports headphones|Sonderby|Lap|129|24|34|wireless water-resistant secure-fit|orange black|battery_life=12 connectors=usb-c,bluetooth
Headphones|sports headphones|Tuneberry|Dash|54|24|36|wireless water-resistant secure-fit|blue black|battery_life=10 connectors=usb-c,bluetooth
Phones|smartphone|Nimbrel|Sora 6|649|24|172|5g water-resistant wireless-charging|black blue|screen=6.1 battery_life=26 storage=128,256 megapixels=50 connectors=usb-c,bluetooth
Phones|smartphone|Nimbrel|Sora 6 Max|899|24|208|5g water-resistant wireless-charging telephoto|black silver|screen=6.7 battery_life=32 storage=256,512 megapixels=50 connectors=usb-c,bluetooth
Phones|smartphone|Nimbrel|Sora Mini|479|24|149|5g water-resistant|red white|screen=5.4 battery_life=20 storage=128 megapixels=48 connectors=usb-c,bluetooth
Phones|smartphone|Cellwick|Basic 4|159|24|188|dual-sim expandable-storage|black green|screen=6.5 battery_life=36 storage=64 megapixels=13 connectors=usb-c,jack,bluetooth
Phones|smartphone|Halvorn|Lumen X|749|36|185|5g telephoto repairable|grey orange|screen=6.3 battery_life=28 storage=256 megapixels=64 connectors=usb-c,bluetooth
Phones|smartphone|Mendwell|Fix 2|529|60|193|5g repairable dual-sim expandable-storage|green|screen=6.3 battery_life=27 storage=128,256 megapixels=48 connectors=usb-c,bluetooth
Cameras|compact camera|Halvorn|Pocket 20|429|24|236|optical-zoom image-stabilised wifi|black silver|megapixels=20 battery_life=3 connectors=usb-c,hdmi
Cameras|compact camera|Veloptic|Snap Z|249|24|210|optical-zoom wifi|black red|megapixels=16 battery_life=3 connectors=usb-c
Cameras|system camera|Halvorn|Aperture 24|899|36|412|interchangeable-lens image-stabilised 4k-video wifi|black|megapixels=24 battery_life=5 connectors=usb-c,hdmi
Cameras|system camera|Halvorn|Aperture 45 Pro|1899|36|598|interchangeable-lens image-stabilised 4k-video weather-sealed wifi|black|megapixels=45 battery_life=6 connectors=usb-c,hdmi
Cameras|system camera|Veloptic|Meridian|649|24|378|interchangeable-lens 4k-video wifi|silver black|megapixels=24 battery_life=4 connectors=usb-c,hdmi
Cameras|instant camera|Veloptic|Keepsake|89|24|320|prints-photos flash|pink blue white|connectors=usb-c
Cameras|instant camera|Papermoor|Sunday Press|129|24|365|prints-photos flash wifi|beige green|megapixels=10 connectors=usb-c
Cameras|action camera|Veloptic|Plunge 2|299|24|148|waterproof image-stabilised 4k-video wifi|black|megapixels=20 battery_life=2 connectors=usb-c
Cameras|action camera|Veloptic|Plunge Go|179|24|126|waterproof image-stabilised|orange black|megapixels=12 battery_life=2 connectors=usb-c
Monitors|office monitor|Pixelmoor|Desk 24|149|36|3900|height-adjustable|black|screen=23.8 resolution=Full-HD refresh=75 connectors=hdmi,displayport
Monitors|office monitor|Pixelmoor|Desk 27|219|36|4900|height-adjustable speakers|black white|screen=27 resolution=QHD refresh=75 connectors=hdmi,displayport,usb-c
Monitors|office monitor|Halvorn|Clear 27|429|36|5300|height-adjustable usb-hub colour-accurate|silver|screen=27 resolution=4K refresh=60 connectors=hdmi,displayport,usb-c
Monitors|office monitor|Halvorn|Clear 32|599|36|6900|height-adjustable usb-hub colour-accurate speakers|silver|screen=31.5 resolution=4K refresh=60 connectors=hdmi,displayport,usb-c
Monitors|office monitor|Pixelmoor|Wide 34|389|36|7200|curved height-adjustable speakers|black|screen=34 resolution=QHD refresh=100 connectors=hdmi,displayport,usb-c
Monitors|gaming monitor|Pixelmoor|Rush 24|189|36|3800|fast-response|black|screen=23.8 resolution=Full-HD refresh=165 connectors=hdmi,displayport
Monitors|gaming monitor|Pixelmoor|Rush 27|299|36|5100|fast-response height-adjustable|black white|screen=27 resolution=QHD refresh=180 connectors=hdmi,displayport
Monitors|gaming monitor|Halvorn|Apex 32|699|36|7400|fast-response curved height-adjustable hdr|black|screen=31.5 resolution=4K refresh=144 connectors=hdmi,displayport,usb-c
Monitors|portable monitor|Pixelmoor|Slip 14|179|24|590|foldable-stand speakers|grey|screen=14 resolution=Full-HD refresh=60 connectors=usb-c,hdmi
Monitors|portable monitor|Nimbrel|Slate 16|299|24|780|foldable-stand touch|grey silver|screen=16 resolution=QHD refresh=60 connectors=usb-c
Razors|razor|Edgeley|Classic|34|60|82|metal single-blade|silver black|
Razors|razor|Edgeley|Glide 5|19|24|46|pivoting-head|blue silver|
Razors|razor|Pure Puddle|Smooth|12|24|38|pivoting-head soap-strip|pink purple|
"""
# Accessories: category | kind | base price | months | grams | features | colours | fits | variants (content) | names
ACCESSORIES = """
Cables & chargers|USB-C cable|11|24|38|braided fast-charging|black white red|has:usb-c|1 m,2 m|Tether;Long Reach
Cables & chargers|HDMI cable|13|24|92|4k-video|black|has:hdmi|1.5 m,3 m|Picture Line;Clearpath
Cables & chargers|DisplayPort cable|16|24|96|4k-video|black|has:displayport|2 m|Frame Line
Cables & chargers|headphone cable|9|24|24|braided|black white|has:jack|1.2 m|Lead On
Cables & chargers|charger|24|24|74|fast-charging foldable|white black|kind:smartphone|30 W,65 W|Wall Pip;Two Port
Cables & chargers|wireless charger|29|24|98|fast-charging|white black green|has:wireless-charging|15 W|Coaster
Cases|phone case|18|12|34|shock-absorbing|black blue pink|each:smartphone||Shell;Folio
Cases|camera case|29|24|140|padded water-repellent|black brown|kind:compact camera,instant camera||Pouch
Cases|camera bag|64|24|520|padded water-repellent adjustable-strap|black green|kind:system camera||Carryall;Sling
Cases|headphone case|16|24|150|padded|black grey|kind:over-ear headphones||Hardshell
Memory cards|SD card|16|60|4|fast|black|kind:compact camera,system camera|64 GB,128 GB,256 GB|Keep;Keep Pro
Memory cards|microSD card|14|60|2|fast|red|kind:action camera,has:expandable-storage|64 GB,128 GB,256 GB|Keep Micro
Batteries|camera battery|34|12|52||black|pair:system camera,compact camera,action camera|1200 mAh|Spare
Batteries|power bank|32|24|210|fast-charging|black white green|kind:smartphone,has:bluetooth|10000 mAh,20000 mAh|Reserve
Batteries|AA batteries|7|0|96||green||8 pack,24 pack|Everyday Cell
Batteries|rechargeable batteries|15|12|104|rechargeable|green||4 pack,8 pack|Again Cell
Shaving supplies|razor blades|13|0|30||silver|each:razor|4 blades,8 blades|Refill
"""
